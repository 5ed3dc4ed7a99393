package org.lvsdirector.model;

/** What identifies a virtual service to IPVS: protocol, address and port, or a firewall mark. */
public sealed interface ServiceKey {
  /** AF_INET or AF_INET6. */
  Family family();

  /** A service by protocol, address and port, e.g. {@code tcp 172.16.1.111:80}. */
  record Address(Protocol protocol, Endpoint endpoint) implements ServiceKey {
    @Override
    public Family family() {
      return Family.of(endpoint.address());
    }

    // Spelled out as those of Endpoint are, and for the same reason.
    @Override
    public boolean equals(Object other) {
      return other instanceof Address that
          && protocol == that.protocol
          && endpoint.equals(that.endpoint);
    }

    @Override
    public int hashCode() {
      return endpoint.hashCode();
    }

    @Override
    public String toString() {
      return protocol.label() + " " + endpoint;
    }
  }

  /**
   * A service by firewall mark.
   *
   * @param mark 1 to 2^32-1, held unsigned in an int
   */
  record Fwmark(int mark, Family family) implements ServiceKey {
    @Override
    public String toString() {
      return "fwmark " + Integer.toUnsignedString(mark) + (family == Family.INET6 ? " inet6" : "");
    }
  }
}
