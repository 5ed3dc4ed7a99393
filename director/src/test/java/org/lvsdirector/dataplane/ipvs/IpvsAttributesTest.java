package org.lvsdirector.dataplane.ipvs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lvsdirector.dataplane.ipvs.IpvsRuleCases.endpoint;
import static org.lvsdirector.dataplane.ipvs.IpvsRuleCases.tcp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.dataplane.Statistics.DestinationCounters;
import org.lvsdirector.dataplane.Statistics.Traffic;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.netlink.Hex;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.NlAttrWriter;
import org.lvsdirector.netlink.NlAttrs;

/** Bytes as ipvsadm 1.31 sends them and as Linux 6.1 answers, on a little-endian machine. */
class IpvsAttributesTest {
  private static final Service SERVICE = new Service(tcp("10.10.0.1:80"), "sh", 0x11, 300, 24);
  private static final Destination DESTINATION =
      new Destination(endpoint("10.9.0.5:81"), Method.MASQ, 3, 9, 4);

  private static final String KEY =
      """
      06000100 02000000          // AF: AF_INET
      06000200 06000000          // PROTOCOL: tcp
      14000300 0a0a0001 000000000000000000000000 // ADDR
      06000400 00500000          // PORT 80, network order
      """;

  private static final String STATS64 =
      """
      54000c00                   // STATS64, shortened to what is used
      0c000100 0100000000000000  // CONNS
      04000b00                   // PAD
      0c000200 0200000000000000  // INPKTS
      0c000300 0300000000000000  // OUTPKTS
      0c000400 0000000001000000  // INBYTES 2^32
      0c000500 0500000000000000  // OUTBYTES
      0c000600 0600000000000000  // CPS
      04000b00                   // PAD
      """;

  private static final String DESTINATION_BYTES =
      """
      14000100 0a090005 000000000000000000000000 // ADDR
      06000200 00510000          // PORT 81
      08000300 00000000          // FWD_METHOD: masquerading
      08000400 03000000          // WEIGHT
      05000d00 00000000          // TUN_TYPE
      06000e00 00000000          // TUN_PORT
      06000f00 00000000          // TUN_FLAGS
      08000500 09000000          // U_THRESH
      08000600 04000000          // L_THRESH
      08000700 07000000          // ACTIVE_CONNS
      08000800 08000000          // INACT_CONNS
      08000900 00000000          // PERSIST_CONNS
      06000b00 02000000          // ADDR_FAMILY
      """
          + STATS64;

  private static final String DAEMON =
      """
      08000100 02000000          // STATE: backup
      07000200 6c6f0000          // MCAST_IFN lo
      08000300 ff000000          // SYNC_ID
      06000400 e3ff0000          // SYNC_MAXLEN 65507
      06000700 90220000          // MCAST_PORT 8848
      05000800 01000000          // MCAST_TTL
      08000500 e0000051          // MCAST_GROUP
      """;

  @Test
  void writesAServiceAsIpvsadmDoes() {
    assertThat(written(ServiceAttributes.pack(SERVICE)))
        .isEqualTo(
            Hex.digits(
                KEY
                    + """
                    07000600 73680000          // SCHED_NAME sh
                    0c000700 11000000 ffffffff // FLAGS: persistent, sh-port; all are meant
                    08000800 2c010000          // TIMEOUT 300 s
                    08000900 ffffff00          // NETMASK, network order
                    """));
  }

  @Test
  void readsAServiceWithoutTheKernelsOwnFlag() throws Exception {
    assertThat(ServiceAttributes.parse(attributes(serviceBytes()))).contains(SERVICE);
    assertThat(StatsAttributes.parse(attributes(serviceBytes()).require(12).nested()))
        .isEqualTo(new Traffic(1, 2, 3, 1L << 32, 5));
  }

  @Test
  void withoutPersistenceTimeoutAndMaskMeanNothing() throws Exception {
    String plain = serviceBytes().replace("13000000 ffffffff", "12000000 ffffffff");
    assertThat(ServiceAttributes.parse(attributes(plain)))
        .contains(new Service(SERVICE.key(), "sh", 0x10, 0, 32));
  }

  @Test
  void servicesOfEveryKindComeBackAsTheyWent() throws Exception {
    Endpoint v6 = endpoint("[2001:db8::1]:65535");
    List<Service> services =
        List.of(
            SERVICE,
            new Service(new ServiceKey.Address(Protocol.SCTP, v6), "mh", 0x18, 0, 128),
            new Service(new ServiceKey.Address(Protocol.UDP, v6), "rr", 5, 60, 64),
            new Service(new ServiceKey.Address(Protocol.UDP, v6), "rr", 5, 60, 128, "sip"),
            new Service(new ServiceKey.Fwmark(-1, Family.INET), "wlc", 0, 0, 32),
            new Service(new ServiceKey.Fwmark(7, Family.INET6), "wlc", 1, 86400, 1));
    for (Service service : services) {
      String bytes = written(ServiceAttributes.pack(service));
      assertThat(ServiceAttributes.parse(attributes(bytes))).contains(service);
    }
  }

  @Test
  void aServiceOfAnUnknownProtocolIsPassedOver() throws Exception {
    String esp = serviceBytes().replace("06000200 06000000", "06000200 32000000");
    assertThat(ServiceAttributes.parse(attributes(esp))).isEmpty();
  }

  @Test
  void writesADestinationWithItsOwnFamily() {
    assertThat(written(DestinationAttributes.pack(DESTINATION)))
        .isEqualTo(
            Hex.digits(
                """
                14000100 0a090005 000000000000000000000000 // ADDR
                06000200 00510000 // PORT 81
                06000b00 02000000 // ADDR_FAMILY
                08000300 00000000 // FWD_METHOD
                08000400 03000000 // WEIGHT
                08000500 09000000 // U_THRESH
                08000600 04000000 // L_THRESH
                """));
  }

  @Test
  void readsADestinationAndItsCounters() throws Exception {
    NlAttrs attributes = attributes(DESTINATION_BYTES);
    assertThat(DestinationAttributes.parse(attributes, Family.INET)).isEqualTo(DESTINATION);
    assertThat(DestinationAttributes.parseCounters(attributes))
        .isEqualTo(new DestinationCounters(7, 8, new Traffic(1, 2, 3, 1L << 32, 5)));
  }

  @Test
  void anOldKernelLeavesTheDestinationsFamilyToTheService() throws Exception {
    String old = DESTINATION_BYTES.replace("06000b00 02000000", "06001f00 02000000");
    assertThat(DestinationAttributes.parse(attributes(old), Family.INET)).isEqualTo(DESTINATION);
  }

  @Test
  void destinationsOfEveryKindComeBackAsTheyWent() throws Exception {
    for (Method method : Method.values()) {
      for (String address : List.of("10.9.0.5:0", "[2001:db8::5]:65535")) {
        Destination destination = new Destination(endpoint(address), method, 65535, 100, 75);
        String bytes = written(DestinationAttributes.pack(destination));
        assertThat(DestinationAttributes.parse(attributes(bytes), Family.INET6))
            .isEqualTo(destination);
      }
    }
  }

  @Test
  void writesATunnelBehindTheRestOfTheDestination() throws Exception {
    Tunnel gue = new Tunnel(Tunnel.Type.GUE, 6080, Tunnel.Checksum.REMCSUM);
    Destination wrapped = wrapped(gue);
    String bytes = written(DestinationAttributes.pack(wrapped));
    assertThat(bytes)
        .endsWith(
            Hex.digits(
                """
                05000d00 01000000 // TUN_TYPE: gue
                06000e00 17c00000 // TUN_PORT 6080, network order
                06000f00 02000000 // TUN_FLAGS: remote checksum
                """));
    for (Tunnel.Type type : Tunnel.Type.values()) {
      for (Tunnel.Checksum checksum : Tunnel.Checksum.values()) {
        Destination each = wrapped(new Tunnel(type, 65535, checksum));
        String packed = written(DestinationAttributes.pack(each));
        assertThat(DestinationAttributes.parse(attributes(packed), Family.INET)).isEqualTo(each);
      }
    }
    String both = bytes.replace("06000f0002000000", "06000f0003000000");
    assertThat(DestinationAttributes.parse(attributes(both), Family.INET)).isEqualTo(wrapped);
  }

  private static Destination wrapped(Tunnel tunnel) {
    return new Destination(endpoint("10.9.0.5:80"), Method.TUNNEL, 1, 0, 0, tunnel);
  }

  @Test
  void timeoutsComeBackAsTheyWentAndAreNothingWhereTheKernelHasNone() throws Exception {
    String bytes = written(TimeoutAttributes.pack(new Timeouts(900, 120, 300)));
    assertThat(bytes)
        .isEqualTo(
            Hex.digits(
                """
                08000400 84030000 // TIMEOUT_TCP
                08000500 78000000 // TIMEOUT_TCP_FIN
                08000600 2c010000 // TIMEOUT_UDP
                """));
    assertThat(TimeoutAttributes.parse(attributes(bytes))).isEqualTo(new Timeouts(900, 120, 300));
    assertThat(TimeoutAttributes.parse(attributes(bytes.substring(0, 16))))
        .isEqualTo(new Timeouts(900, 0, 0));
  }

  @Test
  void readsADaemonAndComesBackAsItWent() throws Exception {
    SyncDaemon backup =
        new SyncDaemon(
            SyncDaemon.State.BACKUP, "lo", 255, 65507, SyncDaemon.DEFAULT_GROUP, 8848, 1);
    assertThat(DaemonAttributes.parse(attributes(DAEMON))).isEqualTo(backup);
    SyncDaemon master =
        new SyncDaemon(
            SyncDaemon.State.MASTER, "eth0", 0, 1472, endpoint("[ff02::51]:1").address(), 9000, 9);
    assertThat(DaemonAttributes.parse(attributes(written(DaemonAttributes.pack(master)))))
        .isEqualTo(master);
  }

  @Test
  void valuesThatNobodyKnowsAreMalformed() {
    assertMalformed(
        () -> {
          String method = DESTINATION_BYTES.replace("08000300 00000000", "08000300 07000000");
          DestinationAttributes.parse(attributes(method), Family.INET);
        },
        "forwarding method 7");
    assertMalformed(
        () -> {
          String type = DESTINATION_BYTES.replace("05000d00 00000000", "05000d00 03000000");
          DestinationAttributes.parse(attributes(type), Family.INET);
        },
        "tunnel type 3");
    assertMalformed(
        () -> ServiceAttributes.parse(attributes(KEY.replace("02000000", "ff000000"))),
        "address family 255");
    assertMalformed(() -> ServiceAttributes.parse(attributes(KEY)), "without its attribute 7");
  }

  @Test
  void spoiledAndTruncatedBytesAreNeverAnythingButANetlinkException() {
    Random random = new Random(22);
    for (String message : List.of(serviceBytes(), DESTINATION_BYTES, DAEMON)) {
      byte[] whole = Hex.bytes(message).array();
      for (int length = 0; length < whole.length; length++) {
        decodeAll(ByteBuffer.wrap(whole, 0, length).slice());
      }
      for (int i = 0; i < 5000; i++) {
        byte[] bytes = whole.clone();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        decodeAll(ByteBuffer.wrap(bytes));
      }
    }
  }

  private static void decodeAll(ByteBuffer bytes) {
    onlyNetlinkException(() -> ServiceAttributes.parse(attributes(bytes)));
    onlyNetlinkException(() -> DestinationAttributes.parse(attributes(bytes), Family.INET));
    onlyNetlinkException(() -> DestinationAttributes.parseCounters(attributes(bytes)));
    onlyNetlinkException(() -> DaemonAttributes.parse(attributes(bytes)));
    onlyNetlinkException(() -> TimeoutAttributes.parse(attributes(bytes)));
  }

  private interface Decoding {
    void run() throws NetlinkException;
  }

  private static void onlyNetlinkException(Decoding decoding) {
    try {
      decoding.run();
    } catch (NetlinkException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  private static void assertMalformed(Decoding decoding, String words) {
    assertThatThrownBy(decoding::run)
        .isInstanceOf(NetlinkException.class)
        .hasMessageContaining(words);
  }

  private static String serviceBytes() {
    return KEY
        + """
        07000600 73680000          // SCHED_NAME sh
        0c000700 13000000 ffffffff // FLAGS: persistent, hashed, sh-port
        08000800 2c010000          // TIMEOUT
        08000900 ffffff00          // NETMASK
        """
        + STATS64;
  }

  private static String written(Consumer<NlAttrWriter> attributes) {
    ByteBuffer to = ByteBuffer.allocate(1024).order(ByteOrder.nativeOrder());
    attributes.accept(new NlAttrWriter(to));
    return HexFormat.of().formatHex(to.array(), 0, to.position());
  }

  private static NlAttrs attributes(String hex) throws NetlinkException {
    return attributes(Hex.bytes(hex));
  }

  private static NlAttrs attributes(ByteBuffer bytes) throws NetlinkException {
    return NlAttrs.parse("test", bytes.duplicate().order(ByteOrder.nativeOrder()));
  }
}
