package org.lvsdirector.realserver;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Vip;

/**
 * Something of a machine that has a state, written as one word: a sysctl its value, a link {@code
 * up}, {@code down} or {@code absent}, an address or a route {@code present} or {@code absent}.
 *
 * <p>{@code toString} is its name, for people and in the {@link StateFile}.
 */
public sealed interface Thing {
  String ABSENT = "absent";
  String PRESENT = "present";
  String UP = "up";
  String DOWN = "down";

  /** The names of all kinds; the groups are what the kinds consist of. */
  Pattern NAME =
      Pattern.compile(
          "sysctl ([a-z0-9_.]+)"
              + "|link ([a-z0-9]+)"
              + "|address ([0-9a-f.:]+)/(\\d+) on ([a-z0-9]+)"
              + "|default route via ([0-9a-f.:]+)");

  /**
   * A kernel parameter.
   *
   * @param name as sysctl(8) writes it; no part of it contains a dot
   */
  record Sysctl(String name) implements Thing {
    @Override
    public String toString() {
      return "sysctl " + name;
    }
  }

  /** An interface that a kernel module brings. */
  record TunnelLink(Tunnel tunnel) implements Thing {
    @Override
    public String toString() {
      return "link " + tunnel.device();
    }
  }

  /** A virtual address on an interface, where it is for this machine alone. */
  record LocalAddress(Vip vip, String device) implements Thing {
    @Override
    public String toString() {
      return "address " + vip + " on " + device;
    }
  }

  /** The first of the default routes: whether it leads to this gateway. */
  record DefaultRoute(InetAddress gateway) implements Thing {
    @Override
    public String toString() {
      return "default route via " + Addresses.text(gateway);
    }
  }

  /** The thing of this name; empty when it is none. */
  static Optional<Thing> parse(String name) {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      return Optional.empty();
    }
    if (parts.group(1) != null) {
      return Optional.of(new Sysctl(parts.group(1)));
    }
    if (parts.group(2) != null) {
      return Tunnel.ofDevice(parts.group(2)).map(TunnelLink::new);
    }
    if (parts.group(3) != null) {
      String device = parts.group(5);
      return Addresses.parse(parts.group(3))
          .filter(it -> parts.group(4).equals(Integer.toString(Family.of(it).bits())))
          .map(it -> new LocalAddress(Need.alone(it), device));
    }
    return Addresses.parse(parts.group(6)).map(DefaultRoute::new);
  }
}
