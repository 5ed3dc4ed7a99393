/** Probes that hold a short conversation over TCP or TLS, and the machinery for any such. */
package org.lvsdirector.healthcheck.dialogue;
