/** What Prometheus scrapes of a node. */
package org.lvsdirector.web.metrics;
