/** A TCP forwarder inside the process that follows the same rules as IPVS. */
package org.lvsdirector.dataplane.embedded;
