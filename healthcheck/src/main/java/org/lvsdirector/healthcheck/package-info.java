/** Checks of servers: probes, rise and fall, and when to run them. Of use on its own. */
package org.lvsdirector.healthcheck;
