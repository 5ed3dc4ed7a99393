/** The kernel's netlink sockets by JNA: one class a struct, named as the kernel names it. */
package org.lvsdirector.netlink;
