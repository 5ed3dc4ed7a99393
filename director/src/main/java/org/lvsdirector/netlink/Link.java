package org.lvsdirector.netlink;

import java.util.Optional;

/**
 * A network interface.
 *
 * @param type ARPHRD_*, uapi linux/if_arp.h
 * @param up whether it is switched on (IFF_UP)
 * @param running whether it is up and has a carrier (IFF_RUNNING)
 * @param mac empty where its addresses are not 48 bits long
 */
public record Link(
    int index, String name, int type, boolean up, boolean running, Optional<MacAddress> mac) {}
