/** Probes that run a program, which no server can make run longer than allowed. */
package org.lvsdirector.healthcheck.exec;
