/** Passwords and shared secrets of probes: they stay in files, and out of every text. */
package org.lvsdirector.healthcheck.secret;
