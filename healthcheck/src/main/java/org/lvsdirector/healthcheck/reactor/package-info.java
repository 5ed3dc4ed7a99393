/** One thread that keeps the time of many alarms and opens TCP connections, at little cost each. */
package org.lvsdirector.healthcheck.reactor;
