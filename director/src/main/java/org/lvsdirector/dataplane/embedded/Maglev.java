package org.lvsdirector.dataplane.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.lvsdirector.model.Endpoint;

/**
 * ip_vs_mh: Maglev's consistent hashing (Eisenbud et al., NSDI 2016, section 3.4). The table
 * depends on the destinations and their weights only, not on their order, so that directors agree.
 * The hash functions are not the kernel's: a client may get another server here than there.
 */
final class Maglev implements Scheduling {
  /** A prime, the kernel's default table size. */
  static final int SIZE = 4093;

  private final boolean fallback;
  private final boolean port;
  private List<Share> tableOf = List.of();
  private int[] table = {};

  private record Share(Endpoint endpoint, int weight) {}

  Maglev(boolean fallback, boolean port) {
    this.fallback = fallback;
    this.port = port;
  }

  @Override
  public Choice choose(List<Load> servers, Cursor cursor, Flow flow) {
    List<Share> shares = servers.stream().map(l -> new Share(l.endpoint(), l.weight())).toList();
    if (shares.stream().noneMatch(share -> share.weight() > 0)) {
      return Choice.none(cursor);
    }
    if (!shares.equals(tableOf)) {
      table = fill(shares);
      tableOf = shares;
    }
    long key = Integer.toUnsignedLong(Hashing.fold(flow.client()));
    long hash = Hashing.mix((key << 16) | (port ? flow.clientPort() : 0));
    int slot = (int) Long.remainderUnsigned(hash, SIZE);
    for (int offset = 0; offset < (fallback ? SIZE : 1); offset++) {
      Load load = servers.get(table[(slot + offset) % SIZE]);
      if (load.usable()) {
        return Choice.of(load, cursor);
      }
    }
    return Choice.none(cursor);
  }

  private static int[] fill(List<Share> shares) {
    int[] order = canonical(shares);
    long heaviest = shares.stream().mapToInt(Share::weight).max().orElseThrow();
    long[] next = new long[order.length];
    long[] skip = new long[order.length];
    long[] credit = new long[order.length];
    for (int i = 0; i < order.length; i++) {
      String name = shares.get(order[i]).endpoint().toString();
      next[i] = Long.remainderUnsigned(Hashing.text(name, 1), SIZE);
      skip[i] = Long.remainderUnsigned(Hashing.text(name, 2), SIZE - 1) + 1;
    }
    int[] table = new int[SIZE];
    Arrays.fill(table, -1);
    int filled = 0;
    while (true) {
      for (int i = 0; i < order.length; i++) {
        // A lighter server skips turns, so that its share of the table follows its weight.
        credit[i] += shares.get(order[i]).weight();
        if (credit[i] < heaviest) {
          continue;
        }
        credit[i] -= heaviest;
        while (table[(int) next[i]] >= 0) {
          next[i] = (next[i] + skip[i]) % SIZE;
        }
        table[(int) next[i]] = order[i];
        filled++;
        if (filled == SIZE) {
          return table;
        }
      }
    }
  }

  private static int[] canonical(List<Share> shares) {
    return IntStream.range(0, shares.size())
        .boxed()
        .filter(i -> shares.get(i).weight() > 0)
        .sorted((a, b) -> shares.get(a).endpoint().compareTo(shares.get(b).endpoint()))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
