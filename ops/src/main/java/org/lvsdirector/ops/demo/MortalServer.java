package org.lvsdirector.ops.demo;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.model.Endpoint;

/** A real server of a rehearsal: it answers every request until it dies, as when it is killed. */
final class MortalServer implements AutoCloseable {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  /** Who says nothing for so long has come to watch. */
  private static final int SILENCE_MILLIS = 200;

  private static final int REQUEST_MOST = 4096;

  private final ServerSocket listener;
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final CountDownLatch watched = new CountDownLatch(1);

  MortalServer(Endpoint at) throws IOException {
    listener = new ServerSocket(at.port(), 0, at.address());
    start(this::accept);
  }

  /** Dies once somebody holds an idle connection to it, or has not done so for long. */
  void dieOnceWatched(long time, TimeUnit unit) throws IOException {
    try {
      watched.await(time, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        clients.add(client);
        start(() -> serve(client));
      } catch (IOException closed) {
        // It is over, or the client is gone already.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      client.setSoTimeout(SILENCE_MILLIS);
      byte[] request = new byte[REQUEST_MOST];
      int heard = 0;
      while (heard == 0) {
        heard = hear(client, request);
      }
      if (heard > 0) {
        client.getOutputStream().write(ANSWER);
      }
    } catch (IOException gone) {
      // The client's right, and what dying does.
    } finally {
      clients.remove(client);
    }
  }

  /** What is heard in a while; 0 = nothing. */
  private int hear(Socket client, byte[] request) throws IOException {
    try {
      return client.getInputStream().read(request);
    } catch (SocketTimeoutException silent) {
      watched.countDown();
      return 0;
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "mortal-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Closeable client : clients) {
      client.close();
    }
  }
}
