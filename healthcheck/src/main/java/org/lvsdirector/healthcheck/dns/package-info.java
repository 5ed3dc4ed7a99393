/** Probes of name servers, over UDP and TCP. */
package org.lvsdirector.healthcheck.dns;
