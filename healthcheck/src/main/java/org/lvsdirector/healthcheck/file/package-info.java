/** Probes that read a file on this machine. */
package org.lvsdirector.healthcheck.file;
