package org.lvsdirector.dataplane.embedded;

import java.util.List;

/**
 * ip_vs_dh: the address the client asked for chooses one of 256 buckets, dealt in turn. As a
 * service has one address, it has one server: the kernel's behaviour for a service by address, too.
 */
final class DestinationHash implements Scheduling {
  private static final int BITS = 8;

  @Override
  public Choice choose(List<Load> servers, Cursor cursor, Flow flow) {
    if (servers.isEmpty()) {
      return Choice.none(cursor);
    }
    int bucket = Hashing.top(Hashing.fold(flow.service()), BITS);
    Load load = servers.get(bucket % servers.size());
    return load.usable() ? Choice.of(load, cursor) : Choice.none(cursor);
  }
}
