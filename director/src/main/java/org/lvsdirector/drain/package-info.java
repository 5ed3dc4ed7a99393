/** Emptying real servers: what to do when with a server that is to lose its connections. */
package org.lvsdirector.drain;
