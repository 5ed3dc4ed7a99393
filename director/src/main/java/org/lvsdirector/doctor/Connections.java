package org.lvsdirector.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.lvsdirector.model.Endpoint;

/** Opens TCP connections by the kernel, as any client does, and closes them at once. */
final class Connections {
  private static final int PATIENCE_MILLIS = 1000;
  private static final int AT_ONCE = 32;

  private Connections() {}

  /** Tries all, many at once, each for at most a second. */
  static Map<Endpoint, Answer> to(Collection<Endpoint> endpoints) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<Endpoint, Future<Answer>> tries = new LinkedHashMap<>();
      for (Endpoint endpoint : Set.copyOf(endpoints)) {
        tries.put(endpoint, threads.submit(() -> to(endpoint)));
      }
      Map<Endpoint, Answer> answers = new LinkedHashMap<>();
      for (Map.Entry<Endpoint, Future<Answer>> each : tries.entrySet()) {
        answers.put(each.getKey(), each.getValue().get());
      }
      return answers;
    } catch (ExecutionException broken) {
      throw new IOException("a connection could not be tried", broken.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while connecting", stop);
    } finally {
      threads.shutdownNow();
    }
  }

  private static Answer to(Endpoint endpoint) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(endpoint.address(), endpoint.port()), PATIENCE_MILLIS);
      return Answer.ACCEPTED;
    } catch (NoRouteToHostException unreachable) {
      return Answer.SILENT;
    } catch (ConnectException refused) {
      return Answer.REFUSED;
    } catch (IOException late) {
      return Answer.SILENT;
    }
  }
}
