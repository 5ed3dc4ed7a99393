package org.lvsdirector.healthcheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server of Debian's, on the loopback, in a folder of its own, for as long as a test takes. */
final class RealServer implements AutoCloseable {
  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final Path log;

  private RealServer(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Starts a server in the foreground and waits until it listens on a TCP port. */
  static RealServer start(Path folder, int port, String... command) throws Exception {
    RealServer server = launch(folder, command);
    server.awaitListening(port);
    return server;
  }

  /** Starts a server and waits until its output has a text. */
  static RealServer startSaying(Path folder, String text, String... command) throws Exception {
    RealServer server = launch(folder, command);
    server.awaitSaying(text);
    return server;
  }

  private static RealServer launch(Path folder, String... command) throws IOException {
    Path log = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new RealServer(process, log);
  }

  /** Runs something that has to succeed before a server can start. */
  static void run(Path folder, String... command) throws Exception {
    try (RealServer once = launch(folder, command)) {
      assertThat(once.process.waitFor(START_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(once.process.exitValue()).as(once.said()).isZero();
    }
  }

  /** A port that nobody listens on. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** The same command as somebody who is not root; the folder is made his. */
  static String[] asNobody(Path folder, String... command) throws IOException {
    open(folder);
    if (!isRoot()) {
      return command;
    }
    Files.setOwner(
        folder,
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    List<String> all =
        new ArrayList<>(
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
    all.addAll(List.of(command));
    return all.toArray(new String[0]);
  }

  /** Lets anybody into a folder for tests. */
  static void open(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static boolean isRoot() throws IOException {
    return Files.getOwner(Path.of("/proc/self")).getName().equals("root");
  }

  private void awaitListening(int port) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (System.nanoTime() < deadline) {
      assertThat(process.isAlive()).as(said()).isTrue();
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    throw new AssertionError("nobody listens on " + port + ": " + said());
  }

  private void awaitSaying(String text) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!said().contains(text)) {
      assertThat(process.isAlive()).as(said()).isTrue();
      assertThat(System.nanoTime())
          .as("nothing said of " + text + ": " + said())
          .isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** What it has printed. */
  String said() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
  }
}
