package org.lvsdirector.model;

import java.util.Locale;

/**
 * How {@link ForwardingMethod#TUN} wraps packets on their way to a real server.
 *
 * @param port the UDP port that GUE sends to, 1–65535; 0 for the other types
 * @param checksum of the outer headers: NOCSUM with every type, CSUM with GRE and GUE, REMCSUM with
 *     GUE; the kernel takes any and uses what its type knows
 */
public record Tunnel(Type type, int port, Checksum checksum) {
  /** IP in IP, what the kernel does without being told (RFC 2003, RFC 2473). */
  public static final Tunnel IPIP = new Tunnel(Type.IPIP, 0, Checksum.NOCSUM);

  /** Whether it is what the kernel does without being told, {@link #IPIP}. */
  public boolean isPlain() {
    return type == Type.IPIP && port == 0 && checksum == Checksum.NOCSUM;
  }

  /** IP_VS_CONN_F_TUNNEL_TYPE_*, uapi linux/ip_vs.h. */
  public enum Type {
    /** IP in IP. */
    IPIP(0),
    /** Generic UDP Encapsulation, Linux 5.2. */
    GUE(1),
    /** Generic Routing Encapsulation (RFC 2784), Linux 5.3. */
    GRE(2);

    private final int number;

    Type(int number) {
      this.number = number;
    }

    /** IPVS_DEST_ATTR_TUN_TYPE. */
    public int number() {
      return number;
    }

    /** The name as the configuration writes it, e.g. {@code gue}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** IP_VS_TUNNEL_ENCAP_FLAG_*, uapi linux/ip_vs.h. */
  public enum Checksum {
    /** None. */
    NOCSUM(0),
    /** Over the outer header and the packet. */
    CSUM(1),
    /** Remote checksum offload: the inner checksum travels in the GUE header. */
    REMCSUM(2);

    private final int number;

    Checksum(int number) {
      this.number = number;
    }

    /** IPVS_DEST_ATTR_TUN_FLAGS. */
    public int number() {
      return number;
    }

    /** The name as the configuration writes it, e.g. {@code csum}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether the kernel makes something of the checksum with a tunnel of this type. */
  public static boolean allows(Type type, Checksum checksum) {
    return switch (type) {
      case IPIP -> checksum == Checksum.NOCSUM;
      case GRE -> checksum != Checksum.REMCSUM;
      case GUE -> true;
    };
  }

  @Override
  public String toString() {
    return type.label()
        + (port == 0 ? "" : ":" + port)
        + (checksum == Checksum.NOCSUM ? "" : " " + checksum.label());
  }
}
