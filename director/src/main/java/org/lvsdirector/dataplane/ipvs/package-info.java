/** The kernel's IPVS as a data plane, by generic netlink and /proc. */
package org.lvsdirector.dataplane.ipvs;
