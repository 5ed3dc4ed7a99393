package org.lvsdirector.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.jgroups.JChannel;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.model.Endpoint;

/** A connection between two members who live breaks: it is made anew, and nobody is missed. */
class BrokenConnectionTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @TempDir Path folder;
  private final List<Socket> made = new CopyOnWriteArrayList<>();

  @Test
  void isNoDeath() throws Exception {
    Path key = folder.resolve("cluster.p12");
    ClusterKey.create(key);
    SSLContext tls = KeyTrust.context(key, complaint -> {}, () -> {});
    List<Endpoint> members = endpoints();
    List<View> views = new CopyOnWriteArrayList<>();
    try (JChannel d1 = channel(members, 0, tls, views);
        JChannel d2 = channel(members, 1, tls, views)) {
      await(() -> both(d1) && both(d2));
      int before = views.size();
      for (int round = 0; round < 3; round++) {
        for (Socket socket : List.copyOf(made)) {
          made.remove(socket);
          if (!socket.isClosed()) {
            socket.setSoLinger(true, 0);
            socket.close();
          }
        }
        // A heartbeat makes it anew.
        await(() -> !made.isEmpty());
        TimeUnit.MILLISECONDS.sleep(300);
      }
      assertThat(views).hasSize(before);
      assertThat(both(d1) && both(d2)).isTrue();
    }
  }

  private static boolean both(JChannel channel) {
    return channel.getView() != null && channel.getView().size() == 2;
  }

  private JChannel channel(List<Endpoint> members, int self, SSLContext tls, List<View> views)
      throws Exception {
    MemberSockets sockets =
        new MemberSockets(Optional.of(tls), Set.of(HERE), 1000) {
          @Override
          public Socket createSocket(String service) {
            Socket socket = super.createSocket(service);
            made.add(socket);
            return socket;
          }
        };
    Endpoint own = members.get(self);
    Timing timing = Timing.of(Duration.ofSeconds(1));
    Hearing hearing = new Hearing(() -> {});
    JChannel channel =
        new JChannel(
            Stack.of(
                own,
                members,
                timing,
                sockets,
                hearing,
                new Verification(HERE, timing.ask(), hearing, () -> false)));
    String name = "d" + (self + 1);
    channel.setName(name);
    channel.addAddressGenerator(() -> Names.address(name, own));
    channel.setReceiver(
        new Receiver() {
          @Override
          public void viewAccepted(View view) {
            views.add(view);
          }
        });
    channel.connect("test");
    return channel;
  }

  private static List<Endpoint> endpoints() throws IOException {
    List<Endpoint> endpoints = new ArrayList<>();
    try (ServerSocket one = new ServerSocket(0, 1, HERE);
        ServerSocket two = new ServerSocket(0, 1, HERE)) {
      endpoints.add(new Endpoint(HERE, one.getLocalPort()));
      endpoints.add(new Endpoint(HERE, two.getLocalPort()));
    }
    return endpoints;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
