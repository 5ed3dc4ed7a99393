package org.lvsdirector.healthcheck.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReactorTest {
  private static final Route.Keeping KEEPING =
      new Route.Keeping(Duration.ofSeconds(1), Duration.ofMillis(1500));

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theServersProcessHearsNothingOfAConnectionThatIsNotKept(boolean epoll) throws Exception {
    try (ServerSocket server = server();
        Reactor reactor = new Reactor("test", epoll)) {
      Ear ear = new Ear();
      Connection connection = connect(reactor, route(server), ear);
      assertThat(ear.next()).isEqualTo("connected");
      reactor.run(connection::close);
      Ear second = new Ear();
      connect(reactor, route(server).kept(KEEPING), second);
      assertThat(second.next()).isEqualTo("connected");
      try (Socket accepted = server.accept()) {
        accepted.getOutputStream().write("hello".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        // What was accepted first is the second connection: the first never got there.
        assertThat(second.next()).isEqualTo("heard 5");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysWhenAConnectionIsRefused(boolean epoll) throws Exception {
    Route nobody;
    try (ServerSocket server = server()) {
      nobody = route(server);
    }
    try (Reactor reactor = new Reactor("test", epoll)) {
      Ear ear = new Ear();
      connect(reactor, nobody, ear);
      assertThat(ear.next()).matches("failed .*(Connection|connection) refused.*");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void seesAKeptConnectionEndInOrder(boolean epoll) throws Exception {
    try (ServerSocket server = server();
        Reactor reactor = new Reactor("test", epoll)) {
      Ear ear = new Ear();
      connect(reactor, route(server).kept(KEEPING), ear);
      assertThat(ear.next()).isEqualTo("connected");
      server.accept().close();
      assertThat(ear.next()).isEqualTo("closed");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void seesAKeptConnectionReset(boolean epoll) throws Exception {
    try (ServerSocket server = server();
        Reactor reactor = new Reactor("test", epoll)) {
      Ear ear = new Ear();
      connect(reactor, route(server).kept(KEEPING), ear);
      assertThat(ear.next()).isEqualTo("connected");
      Socket accepted = server.accept();
      accepted.setSoLinger(true, 0);
      accepted.close();
      assertThat(ear.next()).matches("failed .*reset.*");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cannotComeFromAnAddressThatIsNotHere(boolean epoll) throws Exception {
    try (ServerSocket server = server();
        Reactor reactor = new Reactor("test", epoll)) {
      Route route =
          new Route(
              route(server).target(),
              Optional.of(InetAddress.getByName("192.0.2.77")),
              Optional.empty(),
              OptionalInt.empty(),
              Optional.empty());
      CompletableFuture<String> outcome = new CompletableFuture<>();
      reactor.run(
          () -> {
            try {
              reactor.connect(route, new Ear());
              outcome.complete("tried");
            } catch (IOException e) {
              outcome.complete(e.getMessage());
            }
          });
      assertThat(outcome.get(10, TimeUnit.SECONDS)).contains("Cannot assign requested address");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aTaskOrAlarmThatThrowsEndsNothing(boolean epoll) throws Exception {
    try (Reactor reactor = new Reactor("test", epoll)) {
      BlockingQueue<String> seen = new LinkedBlockingQueue<>();
      reactor.run(
          () ->
              reactor
                  .alarm(
                      () -> {
                        throw new IllegalStateException("thrown to see that the thread goes on");
                      })
                  .set(0));
      reactor.run(() -> reactor.alarm(() -> seen.add("rang")).set(reactor.nanos() + 1_000_000));
      assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("rang");
    }
  }

  private static ServerSocket server() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static Route route(ServerSocket server) {
    return new Route(
        new InetSocketAddress(server.getInetAddress(), server.getLocalPort()),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty());
  }

  private static Connection connect(Reactor reactor, Route route, ConnectionListener listener)
      throws Exception {
    CompletableFuture<Connection> made = new CompletableFuture<>();
    reactor.run(
        () -> {
          try {
            made.complete(reactor.connect(route, listener));
          } catch (IOException e) {
            made.completeExceptionally(e);
          }
        });
    return made.get(10, TimeUnit.SECONDS);
  }

  private static final class Ear implements ConnectionListener {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    String next() throws InterruptedException {
      return seen.poll(10, TimeUnit.SECONDS);
    }

    @Override
    public void connected() {
      seen.add("connected");
    }

    @Override
    public void failed(IOException cause) {
      seen.add("failed " + cause.getMessage());
    }

    @Override
    public void closed() {
      seen.add("closed");
    }

    @Override
    public void heard(int bytes) {
      seen.add("heard " + bytes);
    }
  }
}
