package org.lvsdirector.ops.bench.ejection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The program of a real server that can be made to fail: HTTP on port 80, which answers and closes
 * as the file given as its argument says at the time: {@code ok}, {@code error}, {@code hung} (not
 * at all) or {@code drip} (a byte a second).
 */
public final class FrailServer {
  private static final byte[] OK = answer("200 OK");
  private static final byte[] ERROR = answer("500 Internal Server Error");

  private final Path mode;

  private FrailServer(Path mode) {
    this.mode = mode;
  }

  /** Serves until it is killed. */
  public static void main(String[] args) throws IOException {
    FrailServer server = new FrailServer(Path.of(args[0]));
    ExecutorService workers = Executors.newCachedThreadPool();
    try (ServerSocket listener = new ServerSocket(80, 1024)) {
      while (true) {
        Socket socket = listener.accept();
        workers.execute(() -> server.serve(socket));
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
      String line = in.readLine();
      while (line != null && !line.isEmpty()) {
        line = in.readLine();
      }
      if (line != null) {
        answer(socket);
      }
    } catch (IOException e) {
      // The client went away; that is its right.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(Socket socket) throws IOException, InterruptedException {
    OutputStream out = socket.getOutputStream();
    switch (Files.readString(mode).strip()) {
      case "error" -> out.write(ERROR);
      case "hung" -> TimeUnit.MINUTES.sleep(1);
      case "drip" -> {
        for (byte each : OK) {
          out.write(each);
          TimeUnit.SECONDS.sleep(1);
        }
      }
      default -> out.write(OK);
    }
  }

  private static byte[] answer(String status) {
    return ("HTTP/1.1 "
            + status
            + "\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhere\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
