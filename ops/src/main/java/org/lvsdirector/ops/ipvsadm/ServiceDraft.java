package org.lvsdirector.ops.ipvsadm;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.dataplane.Service;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;

/** The options about a virtual service, in the order they come. */
final class ServiceDraft {
  /** 31 days: a signed number of kernel ticks has room for it whatever their length. */
  static final long LONGEST_TIMEOUT = 31L * 24 * 3600;

  private static final int DEFAULT_TIMEOUT = 360;
  private static final long GREATEST_MARK = 0xffff_ffffL;
  private static final int PERSISTENT = 1;
  private static final int ONE_PACKET = 4;
  private static final int WHOLE_V4 = -1;

  private final Ports ports;
  private Family family = Family.INET;
  private Optional<Protocol> protocol = Optional.empty();
  private InetAddress address;
  private int port;
  private OptionalInt mark = OptionalInt.empty();
  private String scheduler = "";
  private String engine = "";
  private int timeout;
  private boolean onePacket;
  private String flags = "";
  private int netmask = WHOLE_V4;

  ServiceDraft(Ports ports) {
    this.ports = ports;
  }

  /** Takes an option; false where it is not about a service. */
  boolean take(Option option, String value) throws UsageException {
    switch (option) {
      case TCP_SERVICE -> address(Protocol.TCP, value);
      case UDP_SERVICE -> address(Protocol.UDP, value);
      case SCTP_SERVICE -> address(Protocol.SCTP, value);
      case FWMARK_SERVICE ->
          mark = OptionalInt.of((int) Numbers.require("firewall mark", value, 1, GREATEST_MARK));
      case IPV6 -> {
        if (mark.isEmpty()) {
          throw UsageException.value("-6 goes with -f MARK and stands behind it");
        }
        v6();
      }
      case SCHEDULER -> scheduler = value;
      case PE -> engine = value;
      case PERSISTENT -> timeout = timeout(value);
      case NETMASK -> netmask = netmask(value);
      case OPS -> onePacket = true;
      case SCHED_FLAGS -> flags = value;
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The service that was named; empty where none was. */
  Optional<ServiceKey> key() {
    if (mark.isPresent()) {
      return Optional.of(new ServiceKey.Fwmark(mark.getAsInt(), family));
    }
    return protocol.map(it -> new ServiceKey.Address(it, new Endpoint(address, port)));
  }

  /** The whole service, of which {@link #key()} is there. */
  Service service() throws UsageException {
    ServiceKey key = key().orElseThrow();
    if (key instanceof ServiceKey.Address && port == 0 && timeout == 0) {
      throw UsageException.value(
          "service %s has no port; only a persistent one (-p) takes all ports".formatted(key));
    }
    if (onePacket && protocol.isPresent() && protocol.get() != Protocol.UDP) {
      throw UsageException.value(
          "one-packet scheduling (-o) needs a service by UDP or firewall mark, not " + key);
    }
    String name = scheduler.isEmpty() ? "wlc" : scheduler;
    int bits =
        SchedulerFlags.parse(flags, name)
            | (timeout > 0 ? PERSISTENT : 0)
            | (onePacket ? ONE_PACKET : 0);
    int prefix = family == Family.INET ? Integer.bitCount(netmask) : netmask;
    return new Service(key, name, bits, timeout, prefix, engine);
  }

  /** What groups the clients: an IPv4 mask, or an IPv6 prefix length. */
  int netmask() {
    return netmask;
  }

  /** An address whose port may go by a name of the service's protocol, where that is known. */
  HostPort hostPort(String what, String value) throws UsageException {
    String fallback = mark.isPresent() ? Protocol.TCP.label() : "";
    return HostPort.parse(what, value, protocol.map(Protocol::label).orElse(fallback), ports);
  }

  static int seconds(String what, String value, long least) throws UsageException {
    return (int) Numbers.require(what + " in seconds", value, least, LONGEST_TIMEOUT);
  }

  private static int timeout(String value) throws UsageException {
    return value == null ? DEFAULT_TIMEOUT : seconds("persistence timeout", value, 1);
  }

  private void address(Protocol named, String value) throws UsageException {
    protocol = Optional.of(named);
    HostPort parsed = hostPort("virtual service", value);
    address = parsed.address();
    port = parsed.port().orElse(0);
    if (Family.of(address) == Family.INET6) {
      v6();
    }
  }

  private void v6() {
    family = Family.INET6;
    netmask = Family.INET6.bits();
  }

  private int netmask(String value) throws UsageException {
    if (family == Family.INET6) {
      return (int) Numbers.require("IPv6 netmask, a prefix length,", value, 1, 128);
    }
    byte[] mask =
        Hosts.v4(value)
            .orElseThrow(
                () ->
                    UsageException.value(
                        "netmask '%s' is not of the form 255.255.255.0".formatted(value)))
            .getAddress();
    return ByteBuffer.wrap(mask).getInt();
  }
}
