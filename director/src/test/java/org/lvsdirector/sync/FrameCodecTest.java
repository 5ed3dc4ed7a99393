package org.lvsdirector.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.netlink.Hex;
import org.lvsdirector.sync.Frame.Ack;
import org.lvsdirector.sync.Frame.Body;
import org.lvsdirector.sync.Frame.Data;
import org.lvsdirector.sync.message.SyncFormatException;

class FrameCodecTest {
  private static final InetAddress V4 = Addresses.parse("192.0.2.1").orElseThrow();
  private static final InetAddress V6 = Addresses.parse("2001:db8::1").orElseThrow();

  @Test
  void goldenBytes() throws Exception {
    byte[] live =
        Hex.bytes(
                """
                d5 01 02                  // a relay's, version 1, a live message
                0000000000000007          // stream 7
                0000000000000002          // the second of it
                0000000000000001          // one was dropped
                aabb                      // the message
                """)
            .array();
    Data data = (Data) FrameCodec.decode(live);
    assertThat(data.stream()).isEqualTo(7);
    assertThat(data.number()).isEqualTo(2);
    assertThat(data.lost()).isEqualTo(1);
    assertThat(((Body.Live) data.body()).message()).containsExactly(0xaa, 0xbb);
    assertThat(FrameCodec.encode(data)).isEqualTo(live);
    byte[] ack = Hex.bytes("d5 01 01 0000000000000007 0000000000000002").array();
    assertThat(FrameCodec.decode(ack)).isEqualTo(new Ack(7, 2));
    assertThat(FrameCodec.encode(new Ack(7, 2))).isEqualTo(ack);
  }

  @Test
  void everyBodyComesBack() throws Exception {
    Digest digest = new Digest();
    digest.add(-1);
    digest.add(42);
    Scope scope = new Scope(Set.of(V4, V6), Set.of(Addresses.parse("192.0.2.2").orElseThrow()));
    List<Body> bodies =
        List.of(
            new Body.End(9, 200_000, true),
            new Body.Part(9, new byte[] {1, 2, 3}),
            new Body.Compare(9, scope, digest));
    for (Body body : bodies) {
      byte[] bytes = FrameCodec.encode(new Data(1, 2, 3, body));
      Data decoded = (Data) FrameCodec.decode(bytes);
      assertThat(FrameCodec.encode(decoded)).isEqualTo(bytes);
      assertThat(decoded.body()).hasSameClassAs(body);
    }
    byte[] bytes = FrameCodec.encode(new Data(1, 2, 3, bodies.get(2)));
    Body.Compare compare = (Body.Compare) ((Data) FrameCodec.decode(bytes)).body();
    assertThat(compare.scope()).isEqualTo(scope);
    assertThat(compare.digest().total()).isEqualTo(2);
    assertThat(compare.digest().differing(digest).isEmpty()).isTrue();
  }

  @Test
  void truncatedLongerAndForeignFramesAreRefused() {
    Body.Compare compare = new Body.Compare(9, new Scope(Set.of(V4), Set.of(V6)), new Digest());
    for (Frame frame : List.of(new Ack(1, 2), new Data(1, 2, 3, compare))) {
      byte[] whole = FrameCodec.encode(frame);
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThatThrownBy(() -> FrameCodec.decode(cut)).isInstanceOf(SyncFormatException.class);
      }
      byte[] longer = Arrays.copyOf(whole, whole.length + 1);
      assertThatThrownBy(() -> FrameCodec.decode(longer)).hasMessageContaining("too long");
      byte[] newer = whole.clone();
      newer[1] = 2;
      assertThatThrownBy(() -> FrameCodec.decode(newer)).hasMessage("of version 2, not 1");
      byte[] other = whole.clone();
      other[2] = 99;
      assertThatThrownBy(() -> FrameCodec.decode(other)).hasMessageContaining("type 99");
    }
  }

  @Test
  void aTextIsNoFrame() {
    assertThat(FrameCodec.isFrame("{\"v\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
        .isFalse();
    assertThat(FrameCodec.isFrame(new byte[0])).isFalse();
    assertThat(FrameCodec.isFrame(FrameCodec.encode(new Ack(1, 2)))).isTrue();
  }
}
