/** What probes over the network have in common: sockets, a deadline, and the outcome's words. */
package org.lvsdirector.healthcheck.channel;
