package org.lvsdirector.cluster.membership;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** Asks a machine's kernel about a process that listens there, or did. */
final class Inquest {
  /** How often it is asked: a segment may be lost, and the sockets of the dead close one by one. */
  static final int ATTEMPTS = 2;

  /** What is found. */
  enum Finding {
    /** The machine takes connections for the process. */
    LISTENS,
    /** It takes them, and they end at once. */
    ENDS,
    /** The machine lives, and nobody listens there. */
    GONE,
    /** The machine does not answer. */
    SILENT
  }

  private Inquest() {}

  /**
   * Asks until something is certain; blocks.
   *
   * @param own the address to ask from, by which members know each other
   * @param millis how long to wait for each answer
   */
  static Finding of(InetAddress own, InetSocketAddress port, int millis) {
    Finding finding = Finding.SILENT;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      finding = ask(own, port, millis);
      if (finding == Finding.LISTENS || finding == Finding.GONE) {
        return finding;
      }
    }
    return finding;
  }

  private static Finding ask(InetAddress own, InetSocketAddress port, int millis) {
    try (Socket socket = new Socket()) {
      socket.bind(new InetSocketAddress(own, 0));
      socket.connect(port, millis);
      socket.setSoTimeout(millis);
      return ends(socket) ? Finding.ENDS : Finding.LISTENS;
    } catch (ConnectException refused) {
      return Finding.GONE;
    } catch (IOException unanswered) {
      return Finding.SILENT;
    }
  }

  /** One who lives waits for a handshake. */
  private static boolean ends(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException waits) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
