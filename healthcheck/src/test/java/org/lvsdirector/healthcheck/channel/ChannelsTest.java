package org.lvsdirector.healthcheck.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.Await;
import org.lvsdirector.healthcheck.Origin;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.dialogue.DialogueProber;
import org.lvsdirector.healthcheck.dialogue.StreamProbe;
import org.lvsdirector.healthcheck.secret.Secrets;
import org.lvsdirector.healthcheck.testing.Peer;
import org.lvsdirector.healthcheck.testing.Watches;
import org.lvsdirector.healthcheck.text.Regex;
import org.lvsdirector.healthcheck.tls.TlsContexts;

class ChannelsTest {
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private final Vertx portable = Vertx.vertx();
  private Peer peer;

  @AfterEach
  void stop() throws Exception {
    Await.get(vertx.close());
    Await.get(portable.close());
  }

  @Test
  void comeFromTheAddressThatTheyAreTold() throws Exception {
    assertThat(vertx.isNativeTransportEnabled()).isTrue();
    Origin origin = origin("127.0.0.5", null, OptionalInt.empty());
    assertThat(probe(vertx, origin).ok()).isTrue();
    assertThat(peer.sources()).containsExactly("127.0.0.5");
    assertThat(probe(portable, origin).ok()).isTrue();
    assertThat(peer.sources()).containsExactly("127.0.0.5", "127.0.0.5");
  }

  @Test
  void leaveByTheInterfaceThatTheyAreTold() throws Exception {
    ProbeResult loopback = probe(vertx, origin(null, "lo", OptionalInt.empty()));
    assertThat(loopback.ok()).as(loopback.text()).isTrue();
    ProbeResult none = probe(vertx, origin(null, "nowhere0", OptionalInt.empty()));
    assertThat(none.outcome()).isEqualTo(Outcome.UNABLE);
    assertThat(none.text()).contains("nowhere0").contains("No such device");
    assertThat(peer.sources()).hasSize(1);
  }

  @Test
  void anAddressThatIsNotHereIsTheCheckersOwnLack() throws Exception {
    ProbeResult result = probe(vertx, origin("192.0.2.1", null, OptionalInt.empty()));
    assertThat(result.outcome()).as(result.text()).isEqualTo(Outcome.UNABLE);
    assertThat(result.text()).contains("Cannot assign requested address");
    assertThat(probe(portable, origin("192.0.2.1", null, OptionalInt.empty())).outcome())
        .isEqualTo(Outcome.UNABLE);
  }

  @Test
  void nothingIsSentWithoutTheMarkThatWasAskedFor() throws Exception {
    ProbeResult result = probe(portable, origin(null, null, OptionalInt.of(7)));
    assertThat(result.outcome()).isEqualTo(Outcome.UNABLE);
    assertThat(result.text()).contains("the mark 7 needs netty's native transport");
    assertThat(peer.sources()).isEmpty();
  }

  private ProbeResult probe(Vertx with, Origin origin) throws Exception {
    if (peer == null) {
      peer = Peer.start(vertx, Peer.saying("hello"));
    }
    StreamProbe probe =
        new StreamProbe(Optional.empty(), Optional.of(new Regex("hello")), Optional.empty());
    Watch watch = Watches.of(peer.port(), probe);
    return Await.get(
        new DialogueProber(with, new TlsContexts(with), new Secrets(with))
            .probe(new Watch(watch.target(), watch.check().from(origin))));
  }

  private static Origin origin(String address, String device, OptionalInt mark) throws Exception {
    Optional<InetAddress> source =
        address == null ? Optional.empty() : Optional.of(InetAddress.getByName(address));
    return new Origin(source, Optional.ofNullable(device), mark);
  }
}
