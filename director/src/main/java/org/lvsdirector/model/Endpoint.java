package org.lvsdirector.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * An address and a port.
 *
 * @param port 0–65535; 0 means all ports where IPVS allows it
 */
public record Endpoint(InetAddress address, int port) implements Comparable<Endpoint> {
  /** Checks the range of the port. */
  public Endpoint {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not within 0–65535");
    }
  }

  /** Reads {@code 192.0.2.1:80} or {@code [2001:db8::1]:80}; empty where the text is neither. */
  public static Optional<Endpoint> parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || !text.substring(colon + 1).matches("\\d{1,5}")) {
      return Optional.empty();
    }
    int port = Integer.parseInt(text.substring(colon + 1));
    String host = text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (port > 65535 || host.contains(":") != bracketed) {
      return Optional.empty();
    }
    return Addresses.parse(bracketed ? host.substring(1, host.length() - 1) : host)
        .map(address -> new Endpoint(address, port));
  }

  // Spelled out, as those of a record are slow until they are compiled, and there may be thousands.
  @Override
  public boolean equals(Object other) {
    return other instanceof Endpoint that && port == that.port && address.equals(that.address);
  }

  @Override
  public int hashCode() {
    return 31 * address.hashCode() + port;
  }

  @Override
  public int compareTo(Endpoint other) {
    int order = Addresses.compare(address, other.address);
    return order != 0 ? order : Integer.compare(port, other.port);
  }

  @Override
  public String toString() {
    String host = Addresses.text(address);
    return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
  }
}
