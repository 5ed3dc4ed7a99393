/** Reads what a check does to find out whether a server works, of whichever type. */
package org.lvsdirector.config.check;
