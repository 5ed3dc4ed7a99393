/** The command that makes a machine a real server, as {@code ops/bin/realserver} does it in sh. */
package org.lvsdirector.ops.realserver;
