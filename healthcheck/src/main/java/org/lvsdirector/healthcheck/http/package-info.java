/** Probes that ask a web server for a page and judge the answer. */
package org.lvsdirector.healthcheck.http;
