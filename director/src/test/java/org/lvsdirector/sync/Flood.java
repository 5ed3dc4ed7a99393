package org.lvsdirector.sync;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.model.Endpoint;

/** Puts so many connections into the kernel's table, on a machine where a relay runs. */
public final class Flood {
  private static final int BATCH = 10_000;

  private Flood() {}

  /** How many, the VIP's and the server's address and port. */
  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[0]);
    Endpoint vip = Endpoint.parse(args[1]).orElseThrow();
    Endpoint server = Endpoint.parse(args[2]).orElseThrow();
    long began = System.nanoTime();
    try (Injector injector = Injector.open()) {
      List<SyncEntry> batch = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        batch.add(entry(i, vip, server));
        if (batch.size() == BATCH || i == count - 1) {
          injector.inject(batch);
          batch.clear();
        }
      }
      injector.flush();
      System.out.printf(
          "%d entries in %d ms, %d dropped%n",
          count, (System.nanoTime() - began) / 1_000_000, injector.dropped());
    }
  }

  private static SyncEntry entry(int number, Endpoint vip, Endpoint server) throws Exception {
    int network = number / 50_000;
    byte[] address = {10, 1, (byte) (network >> 8), (byte) (network + 1)};
    return new SyncEntry(
        6,
        3,
        1,
        new Endpoint(InetAddress.getByAddress(address), 10_000 + number % 50_000),
        vip,
        server,
        0,
        900,
        SyncEntry.NO_OPTIONS);
  }
}
