/** One HTTP request and its answer, over HTTP/1.1 or HTTP/2, in the clear or in TLS. */
package org.lvsdirector.healthcheck.exchange;
