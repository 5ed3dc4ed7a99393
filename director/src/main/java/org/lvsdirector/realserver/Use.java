package org.lvsdirector.realserver;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.model.Addresses;

/**
 * What this machine is a real server for; {@code toString} is how people and the {@link StateFile}
 * write it.
 */
public sealed interface Use {
  /** The virtual address whose packets it gets. */
  InetAddress vip();

  /** The forwarding method, as the configuration writes it. */
  String mode();

  /** What that asks of the machine, in the order in which to do it. */
  List<Need> needs();

  /** Packets come by direct routing. */
  record Dr(InetAddress vip) implements Use {
    @Override
    public String mode() {
      return "dr";
    }

    @Override
    public List<Need> needs() {
      return Need.dr(vip);
    }

    @Override
    public String toString() {
      return mode() + " " + Addresses.text(vip);
    }
  }

  /** Packets come through a tunnel of IP in IP. */
  record Tun(InetAddress vip) implements Use {
    @Override
    public String mode() {
      return "tun";
    }

    @Override
    public List<Need> needs() {
      return Need.tun(vip);
    }

    @Override
    public String toString() {
      return mode() + " " + Addresses.text(vip);
    }
  }

  /**
   * Packets come with this machine's own address and go back through a director.
   *
   * @param gateway the address that floats between the directors on the servers' side; of the same
   *     family as the VIP
   */
  record Nat(InetAddress vip, InetAddress gateway) implements Use {
    @Override
    public String mode() {
      return "nat";
    }

    @Override
    public List<Need> needs() {
      return Need.nat(gateway);
    }

    @Override
    public String toString() {
      return mode() + " " + Addresses.text(vip) + " via " + Addresses.text(gateway);
    }
  }

  /** The use that is written so; empty when it is none. */
  static Optional<Use> parse(String text) {
    String[] words = text.split(" ", -1);
    Optional<InetAddress> vip = words.length < 2 ? Optional.empty() : Addresses.parse(words[1]);
    return vip.flatMap(
        it -> {
          if (words.length == 2 && words[0].equals("dr")) {
            return Optional.of(new Dr(it));
          }
          if (words.length == 2 && words[0].equals("tun")) {
            return Optional.of(new Tun(it));
          }
          if (words.length == 4 && words[0].equals("nat") && words[2].equals("via")) {
            return Addresses.parse(words[3]).map(gateway -> new Nat(it, gateway));
          }
          return Optional.empty();
        });
  }
}
