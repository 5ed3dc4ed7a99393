package org.lvsdirector.connections;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;

/**
 * Which endpoints are meant: those of an address, of a network, or just one.
 *
 * @param prefix length, up to 32 or 128
 * @param port empty = any
 */
public record EndpointFilter(InetAddress address, int prefix, OptionalInt port) {
  /**
   * Reads {@code 10.0.0.1}, {@code 10.0.0.0/24}, {@code 10.0.0.1:80} or {@code [2001:db8::1]:80}.
   */
  public static Optional<EndpointFilter> parse(String text) {
    int slash = text.indexOf('/');
    if (slash >= 0) {
      String length = text.substring(slash + 1);
      return Addresses.parse(text.substring(0, slash))
          .filter(address -> length.matches("\\d{1,3}"))
          .map(
              address -> new EndpointFilter(address, Integer.parseInt(length), OptionalInt.empty()))
          .filter(network -> network.prefix <= bits(network.address));
    }
    Optional<EndpointFilter> alone =
        Addresses.parse(text)
            .map(address -> new EndpointFilter(address, bits(address), OptionalInt.empty()));
    return alone.or(
        () ->
            Endpoint.parse(text)
                .map(
                    one ->
                        new EndpointFilter(
                            one.address(), bits(one.address()), OptionalInt.of(one.port()))));
  }

  /** Whether an endpoint is meant. */
  boolean matches(Endpoint endpoint) {
    return (port.isEmpty() || port.getAsInt() == endpoint.port())
        && shares(endpoint.address(), prefix);
  }

  /** Whether one of those that are meant may be in a network of clients. */
  boolean overlaps(InetAddress network, int length) {
    return shares(network, Math.min(prefix, length));
  }

  private boolean shares(InetAddress other, int length) {
    byte[] a = address.getAddress();
    byte[] b = other.getAddress();
    if (a.length != b.length) {
      return false;
    }
    int whole = length / 8;
    for (int i = 0; i < whole; i++) {
      if (a[i] != b[i]) {
        return false;
      }
    }
    int rest = length % 8;
    return rest == 0 || ((a[whole] ^ b[whole]) & (0xff << (8 - rest)) & 0xff) == 0;
  }

  private static int bits(InetAddress address) {
    return Family.of(address).bits();
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    if (port.isPresent()) {
      return new Endpoint(address, port.getAsInt()).toString();
    }
    String text = Addresses.text(address);
    return prefix == bits(address) ? text : text + "/" + prefix;
  }
}
