/** TLS as probes speak it: whom they trust, what they show, and how long a certificate lasts. */
package org.lvsdirector.healthcheck.tls;
