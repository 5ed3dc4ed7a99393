package org.lvsdirector.ops.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

/**
 * Where everything of the demonstration listens; all on loopback addresses.
 *
 * @param vip what clients ask
 * @param cluster of each director
 * @param apis of each director
 * @param servers the real ones
 * @param notes what was taken and what serves instead
 */
record Places(
    Endpoint vip,
    List<Endpoint> cluster,
    List<Endpoint> apis,
    List<Endpoint> servers,
    List<String> notes) {

  /** The usual places, or free ones where those are taken. */
  static Places usual() throws IOException {
    return find(new Finder(true, new ArrayList<>()));
  }

  /** Any free ports, so that many may look at the same time. */
  static Places any() throws IOException {
    return find(new Finder(false, new ArrayList<>()));
  }

  private static Places find(Finder finder) throws IOException {
    return new Places(
        finder.free("127.0.10.100", 8080),
        List.of(finder.free("127.0.0.1", 7801), finder.free("127.0.0.1", 7802)),
        List.of(finder.free("127.0.0.1", 8481), finder.free("127.0.0.1", 8482)),
        List.of(
            finder.free("127.0.0.1", 9001),
            finder.free("127.0.0.1", 9002),
            finder.free("127.0.0.1", 9003)),
        finder.notes());
  }

  private record Finder(boolean usual, List<String> notes) {
    Endpoint free(String host, int port) throws IOException {
      InetAddress address = Addresses.parse(host).orElseThrow();
      if (!usual) {
        return bind(address, 0);
      }
      try {
        return bind(address, port);
      } catch (IOException taken) {
        Endpoint other = bind(address, 0);
        notes.add(new Endpoint(address, port) + " is taken; using " + other);
        return other;
      }
    }

    private static Endpoint bind(InetAddress address, int port) throws IOException {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(address, port));
        return new Endpoint(address, socket.getLocalPort());
      }
    }
  }
}
