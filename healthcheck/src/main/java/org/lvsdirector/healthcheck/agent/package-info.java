/** Probes that ask a server's own agent how it is, in the words of HAProxy's agent-check. */
package org.lvsdirector.healthcheck.agent;
