/** Probes that send one datagram and wait for one, and the machinery for any such. */
package org.lvsdirector.healthcheck.datagram;
