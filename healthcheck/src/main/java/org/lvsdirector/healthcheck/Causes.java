package org.lvsdirector.healthcheck;

import io.netty.channel.unix.Errors.NativeIoException;
import io.vertx.core.VertxException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;

/** Puts the reason why a probe could not talk to a server in a few words. */
public final class Causes {
  private static final int DEEPEST = 20;

  /**
   * What this machine lacks, by errno(3): EPERM, ENFILE, EMFILE, EAGAIN, ENOMEM, EACCES, ENODEV,
   * EADDRINUSE, EADDRNOTAVAIL, ENOBUFS, EAFNOSUPPORT, EPROTONOSUPPORT.
   */
  private static final Set<Integer> OWN_LACKS =
      Set.of(1, 23, 24, 11, 12, 13, 19, 98, 99, 105, 97, 93);

  /** The same as the JDK words it, which has no numbers. */
  private static final List<String> OWN_LACKS_IN_WORDS =
      List.of(
          "too many open files",
          "cannot assign requested address",
          "address already in use",
          "operation not permitted",
          "permission denied",
          "no buffer space available",
          "cannot allocate memory",
          "no such device",
          "address family not supported");

  private Causes() {}

  /** The reason, e.g. {@code connection refused}. */
  public static String text(Throwable failure) {
    String words = words(failure);
    if (failure instanceof SSLException || failure.getCause() instanceof SSLException) {
      return "TLS failed: " + root(failure).getMessage();
    }
    if (failure instanceof NoRouteToHostException || words.contains("no route to host")) {
      return "no route to host";
    }
    if (words.contains("network is unreachable")) {
      return "network is unreachable";
    }
    if (failure instanceof PortUnreachableException) {
      return "port unreachable";
    }
    if (failure instanceof ConnectException && words.contains("refused")) {
      return "connection refused";
    }
    if (words.contains("connection reset") || words.contains("broken pipe")) {
      return "connection reset by the server";
    }
    boolean closed = failure instanceof ClosedChannelException;
    if (closed || (failure instanceof VertxException && words.contains("closed"))) {
      return "connection closed by the server";
    }
    Throwable root = root(failure);
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  /** Whether it was this machine that lacked something, so that nothing is known of the server. */
  public static boolean isOwnLack(Throwable failure) {
    Throwable each = failure;
    for (int depth = 0; depth < DEEPEST && each != null; depth++) {
      if (each instanceof OutOfMemoryError
          || (each instanceof NativeIoException it && OWN_LACKS.contains(-it.expectedErr()))
          || OWN_LACKS_IN_WORDS.stream().anyMatch(words(each)::contains)) {
        return true;
      }
      each = each.getCause();
    }
    return false;
  }

  private static String words(Throwable failure) {
    return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; depth < DEEPEST && root.getCause() != null; depth++) {
      root = root.getCause();
    }
    return root;
  }
}
