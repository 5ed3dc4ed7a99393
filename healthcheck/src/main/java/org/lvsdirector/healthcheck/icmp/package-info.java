/** Probes that ping. */
package org.lvsdirector.healthcheck.icmp;
