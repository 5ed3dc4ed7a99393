package org.lvsdirector.healthcheck.secret;

import java.nio.file.Path;

/** Who a probe says it is, and the file that has the password. */
public record Login(String user, Path passwordFile) {}
