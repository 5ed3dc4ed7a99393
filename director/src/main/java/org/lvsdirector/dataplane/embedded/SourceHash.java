package org.lvsdirector.dataplane.embedded;

import java.util.List;

/**
 * ip_vs_sh: the client's address, and its port where asked for, choose one of 256 buckets, which
 * are dealt to the destinations by weight. A bucket whose destination is not usable refuses, unless
 * fallback lets it try the others.
 */
final class SourceHash implements Scheduling {
  private static final int BITS = 8;
  private static final int SIZE = 1 << BITS;

  private final boolean fallback;
  private final boolean port;

  SourceHash(boolean fallback, boolean port) {
    this.fallback = fallback;
    this.port = port;
  }

  @Override
  public Choice choose(List<Load> servers, Cursor cursor, Flow flow) {
    if (servers.isEmpty()) {
      return Choice.none(cursor);
    }
    int[] buckets = buckets(servers);
    int first = Hashing.top((port ? flow.clientPort() : 0) + Hashing.fold(flow.client()), BITS);
    Load home = servers.get(buckets[first]);
    if (home.usable()) {
      return Choice.of(home, cursor);
    }
    for (int offset = 0; fallback && offset < SIZE; offset++) {
      Load other = servers.get(buckets[(2 * first + offset) % SIZE]);
      if (other.usable()) {
        return Choice.of(other, cursor);
      }
    }
    return Choice.none(cursor);
  }

  private static int[] buckets(List<Load> servers) {
    int[] buckets = new int[SIZE];
    int server = 0;
    int dealt = 0;
    for (int i = 0; i < SIZE; i++) {
      buckets[i] = server;
      dealt++;
      if (dealt >= servers.get(server).weight()) {
        server = (server + 1) % servers.size();
        dealt = 0;
      }
    }
    return buckets;
  }
}
