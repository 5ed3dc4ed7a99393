package org.lvsdirector.dataplane.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.lvsdirector.model.Endpoint;

/** A real server of a test: says its name's byte, then does as its talk wants. */
final class Server implements AutoCloseable {
  private final ServerSocket socket;
  private final Endpoint endpoint;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "test-server");
            thread.setDaemon(true);
            return thread;
          });

  /** What a server does with a connection. */
  interface Talk {
    void with(Socket client) throws IOException;
  }

  Server(int fourth, Talk talk) throws IOException {
    socket = new ServerSocket(0, 200, Loopback.endpoint(0, fourth, 0).address());
    endpoint = new Endpoint(socket.getInetAddress(), socket.getLocalPort());
    threads.execute(() -> accept(talk));
  }

  /** Says its name, then echoes until the client ends, then ends too. */
  static Server echo(int fourth, char name) throws IOException {
    return new Server(
        fourth,
        client -> {
          client.getOutputStream().write(name);
          client.getInputStream().transferTo(client.getOutputStream());
        });
  }

  Endpoint endpoint() {
    return endpoint;
  }

  Set<Socket> clients() {
    return clients;
  }

  private void accept(Talk talk) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        clients.add(client);
        threads.execute(() -> serve(talk, client));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Talk talk, Socket client) {
    try (client) {
      talk.with(client);
    } catch (IOException e) {
      // The client's or the test's end is the end of the talk.
      clients.remove(client);
    }
    clients.remove(client);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : clients) {
      client.close();
    }
    threads.shutdownNow();
  }
}
