package org.lvsdirector.ops.ipvsadm;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lvsdirector.dataplane.ipvs.TableRow;
import org.lvsdirector.dataplane.ipvs.TableRow.DestinationRow;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ServiceKey;

/**
 * The order of ipvsadm's tables: firewall mark, family, protocol, address and port of services,
 * address and port of servers.
 *
 * <p>ipvsadm compares marks and addresses by a difference of 32 bits that may overflow, so that its
 * order is none across more than half of their range: what comes out depends on how one sorts. For
 * the same output this sorts as the C library does, by merging halves.
 */
final class RuleOrder {
  private RuleOrder() {}

  static List<TableRow> services(List<TableRow> rows) {
    return merged(rows, (a, b) -> compare(a.service().key(), b.service().key()));
  }

  static List<DestinationRow> destinations(List<DestinationRow> rows) {
    return merged(rows, (a, b) -> compare(a.destination().endpoint(), b.destination().endpoint()));
  }

  private static int compare(ServiceKey a, ServiceKey b) {
    int order = mark(a) - mark(b);
    if (order == 0) {
      order = a.family().compareTo(b.family());
    }
    if (order == 0 && a instanceof ServiceKey.Address x && b instanceof ServiceKey.Address y) {
      order = x.protocol().number() - y.protocol().number();
      return order == 0 ? compare(x.endpoint(), y.endpoint()) : order;
    }
    return order;
  }

  private static int mark(ServiceKey key) {
    return key instanceof ServiceKey.Fwmark fwmark ? fwmark.mark() : 0;
  }

  private static int compare(Endpoint a, Endpoint b) {
    ByteBuffer x = words(a.address());
    ByteBuffer y = words(b.address());
    while (x.hasRemaining()) {
      int order = x.getInt() - y.getInt();
      if (order != 0) {
        return order;
      }
    }
    return a.port() - b.port();
  }

  private static ByteBuffer words(InetAddress address) {
    return ByteBuffer.allocate(Family.INET6.bits() / 8).put(address.getAddress()).rewind();
  }

  private static <T> List<T> merged(List<T> items, Comparator<T> order) {
    if (items.size() < 2) {
      return items;
    }
    List<T> left = merged(items.subList(0, items.size() / 2), order);
    List<T> right = merged(items.subList(items.size() / 2, items.size()), order);
    List<T> all = new ArrayList<>(items.size());
    int l = 0;
    int r = 0;
    while (l < left.size() && r < right.size()) {
      all.add(order.compare(left.get(l), right.get(r)) <= 0 ? left.get(l++) : right.get(r++));
    }
    all.addAll(left.subList(l, left.size()));
    all.addAll(right.subList(r, right.size()));
    return all;
  }
}
