package org.lvsdirector;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports to listen on later. They are below the kernel's {@code ip_local_port_range}: of that, a
 * connection that goes out in between may be given one, even to itself.
 */
public final class FreePorts {
  private static final int LOWEST = 12_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 1000;

  private FreePorts() {}

  /** A port of loopback that nobody listens on. */
  public static int one() {
    return some(1).get(0);
  }

  /** Different ports of loopback that nobody listens on. */
  public static List<Integer> some(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < TRIES && held.size() < count; i++) {
        listen(ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST)).ifPresent(held::add);
      }
      if (held.size() < count) {
        throw new IllegalStateException("no " + count + " free ports in " + TRIES + " tries");
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      held.forEach(FreePorts::close);
    }
  }

  private static Optional<ServerSocket> listen(int port) {
    try {
      return Optional.of(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (IOException taken) {
      return Optional.empty();
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException none) {
      throw new IllegalStateException(none);
    }
  }
}
