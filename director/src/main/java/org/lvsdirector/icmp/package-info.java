/** The kernel's sockets for pinging real servers. */
package org.lvsdirector.icmp;
