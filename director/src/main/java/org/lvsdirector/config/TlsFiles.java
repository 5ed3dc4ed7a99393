package org.lvsdirector.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the API proves itself with, in PEM; read again when a file changes.
 *
 * @param certificate of the node, those that signed it behind it
 * @param key to the certificate, PKCS#8
 * @param clientCa whose certificates clients may prove themselves with; empty = nobody's
 */
public record TlsFiles(Path certificate, Path key, Optional<Path> clientCa) {}
