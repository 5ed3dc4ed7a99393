package org.lvsdirector.ops.ipvsadm;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An address and perhaps a port, as a command line names them.
 *
 * @param port 0–65535; empty where none was named
 */
record HostPort(InetAddress address, OptionalInt port) {
  private static final String FORMS =
      "; write ADDRESS[:PORT], [IPV6]:PORT or HOST[:SERVICE], with a port from 0 to 65535";

  /**
   * Reads {@code 10.0.0.1}, {@code 10.0.0.1:80}, {@code web:http}, {@code [2001:db8::1]:80} or
   * {@code 2001:db8::1}.
   *
   * @param what it is the address of, for the error
   * @param protocol whose names of ports count, e.g. {@code tcp}
   */
  static HostPort parse(String what, String text, String protocol, Ports ports)
      throws UsageException {
    Optional<InetAddress> bare = Hosts.v6(text);
    if (bare.isPresent()) {
      return new HostPort(bare.get(), OptionalInt.empty());
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0 && Numbers.parse(text, 0, Long.MAX_VALUE).isPresent()) {
      throw UsageException.value(
          "%s '%s' is a number alone, perhaps a port%s".formatted(what, text, FORMS));
    }
    String host = colon < 0 ? text : text.substring(0, colon);
    OptionalInt port = OptionalInt.empty();
    if (colon >= 0) {
      port = port(text.substring(colon + 1), protocol, ports);
      if (port.isEmpty()) {
        throw UsageException.value(
            "%s '%s' has no port that is a number or the name of a %s service%s"
                .formatted(what, text, protocol.isEmpty() ? "known" : protocol, FORMS));
      }
    }
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    Optional<InetAddress> address =
        bracketed && colon >= 0
            ? Hosts.v6(host.substring(1, host.length() - 1))
            : Hosts.v4(host).or(() -> Hosts.named(host));
    return new HostPort(
        address.orElseThrow(
            () ->
                UsageException.value(
                    "%s '%s' is not an address or a host known here%s"
                        .formatted(what, text, FORMS))),
        port);
  }

  private static OptionalInt port(String text, String protocol, Ports ports) {
    OptionalLong number = Numbers.parse(text, 0, 65535);
    return number.isPresent()
        ? OptionalInt.of((int) number.getAsLong())
        : ports.number(text, protocol);
  }
}
