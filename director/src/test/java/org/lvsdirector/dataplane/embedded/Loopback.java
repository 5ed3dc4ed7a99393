package org.lvsdirector.dataplane.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.lvsdirector.model.Endpoint;

/** Addresses, ports and patience for tests on 127.0.0.0/8. */
final class Loopback {
  private Loopback() {}

  static Endpoint endpoint(int third, int fourth, int port) {
    try {
      return new Endpoint(
          InetAddress.getByAddress(new byte[] {127, 9, (byte) third, (byte) fourth}), port);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A port of the address that nobody has at the moment. */
  static Endpoint free(int fourth) throws IOException {
    InetAddress address = endpoint(0, fourth, 0).address();
    try (ServerSocket socket = new ServerSocket(0, 1, address)) {
      return new Endpoint(address, socket.getLocalPort());
    }
  }

  static InetSocketAddress socket(Endpoint endpoint) {
    return new InetSocketAddress(endpoint.address(), endpoint.port());
  }

  static Socket connect(Endpoint endpoint) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(20_000);
    socket.connect(socket(endpoint), 5000);
    return socket;
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() >= deadline) {
        throw new AssertionError("waited 20 s in vain for: " + what);
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
