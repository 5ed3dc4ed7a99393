package org.lvsdirector.sync;

import java.net.InetAddress;
import java.util.Set;
import java.util.function.LongPredicate;
import org.lvsdirector.sync.message.EntryFields;

/**
 * Which entries two nodes compare: those whose connections one of them holds.
 *
 * @param vips addresses of the VIP groups that it holds
 * @param others addresses of all other VIP groups; an entry of neither belongs to everybody who
 *     holds anything, as one of a firewall mark does
 */
record Scope(Set<InetAddress> vips, Set<InetAddress> others) {
  /** The most addresses that a message may have. */
  static final int MOST = 8192;

  Scope {
    vips = Set.copyOf(vips);
    others = Set.copyOf(others);
  }

  /** Which virtual addresses it includes, by {@link EntryFields#vip}. */
  LongPredicate vipFilter() {
    AddressSet own = new AddressSet(vips);
    AddressSet foreign = new AddressSet(others);
    return vip -> own.contains(vip) || !foreign.contains(vip);
  }
}
