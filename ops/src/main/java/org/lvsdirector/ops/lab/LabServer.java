package org.lvsdirector.ops.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The program of a real server: HTTP on port 80, which answers every request with its name and
 * closes, and an echo on the ports 7007 to 7009 for connections that live long.
 */
public final class LabServer {
  private LabServer() {}

  /** Takes the name to answer with; serves until it is killed. */
  public static void main(String[] args) throws IOException {
    String name = args[0];
    ExecutorService workers = Executors.newCachedThreadPool();
    byte[] body = (name + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] head =
        ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                + body.length
                + "\r\nConnection: close\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8);
    byte[] answer = new byte[head.length + body.length];
    System.arraycopy(head, 0, answer, 0, head.length);
    System.arraycopy(body, 0, answer, head.length, body.length);
    for (int port = 7007; port <= 7009; port++) {
      int echo = port;
      workers.execute(() -> echo(echo));
    }
    accept(80, workers, answer);
  }

  private static void accept(int port, ExecutorService workers, byte[] answer) {
    try (ServerSocket listener = new ServerSocket(port, 1024)) {
      while (true) {
        Socket socket = listener.accept();
        workers.execute(() -> serve(socket, answer));
      }
    } catch (IOException e) {
      System.err.println("port " + port + ": " + e);
      System.exit(1);
    }
  }

  private static void serve(Socket socket, byte[] answer) {
    try (socket) {
      socket.setTcpNoDelay(true);
      http(socket, answer);
    } catch (IOException e) {
      // The client went away; that is its right.
    }
  }

  private static void http(Socket socket, byte[] answer) throws IOException {
    socket.setSoTimeout(10_000);
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    if (line != null) {
      socket.getOutputStream().write(answer);
    }
  }

  private static void echo(int port) {
    try {
      EchoServer.serve(port);
    } catch (IOException e) {
      System.err.println("port " + port + ": " + e);
      System.exit(1);
    }
  }
}
