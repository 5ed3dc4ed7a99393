package org.lvsdirector.healthcheck;

import io.vertx.core.VertxException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Puts the reason why a probe could not talk to a server in a few words. */
final class Causes {
  private Causes() {}

  static String text(Throwable failure) {
    String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    if (failure instanceof SSLException || failure.getCause() instanceof SSLException) {
      return "TLS failed: " + root(failure).getMessage();
    }
    if (failure instanceof NoRouteToHostException || words.contains("no route to host")) {
      return "no route to host";
    }
    if (words.contains("network is unreachable")) {
      return "network is unreachable";
    }
    if (failure instanceof ConnectException && words.contains("refused")) {
      return "connection refused";
    }
    if (words.contains("connection reset")) {
      return "connection reset by the server";
    }
    if (failure instanceof VertxException && words.contains("closed")) {
      return "connection closed by the server";
    }
    Throwable root = root(failure);
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; depth < 20 && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    return root;
  }
}
