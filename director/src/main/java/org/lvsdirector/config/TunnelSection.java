package org.lvsdirector.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Tunnel;

/** Reads {@code tunnel:}, of a service or of one of its servers. */
final class TunnelSection {
  static final Key<Tunnel.Type> TYPE =
      Key.of(
          "type",
          Kinds.label(Tunnel.Type.class, "a type of tunnel"),
          "ipip",
          "How packets are wrapped; gue takes Linux 5.2, gre 5.3.");
  static final Key<Integer> PORT =
      Key.optional(
          "port",
          Kinds.integer(1, 65535),
          "none; gue needs one",
          "UDP port that the server's gue listens on; with type: gue only.");
  static final Key<Tunnel.Checksum> CHECKSUM =
      Key.of(
          "checksum",
          Kinds.label(Tunnel.Checksum.class, "a checksum"),
          "nocsum",
          "csum: over the wrapping too, with gre and gue; remcsum: remote checksum offload, with"
              + " gue only.");

  static final Section SECTION = new Section("services[].tunnel", List.of(TYPE, PORT, CHECKSUM));

  private TunnelSection() {}

  /** The tunnel under a key; empty where there is none. */
  static Optional<Tunnel> read(Mapping owner, Key<Void> key, ForwardingMethod forward) {
    if (owner.has(key) && forward != ForwardingMethod.TUN) {
      owner.spot(key).fault("is for forward: tun; this service has " + forward.label());
    }
    return owner.section(key, SECTION).map(TunnelSection::read);
  }

  private static Tunnel read(Mapping m) {
    Tunnel.Type type = m.get(TYPE);
    Optional<Integer> port = m.find(PORT);
    Tunnel.Checksum checksum = m.get(CHECKSUM);
    if (type == Tunnel.Type.GUE && !m.has(PORT)) {
      m.spot(PORT).fault("is required with type: gue; write the UDP port the server listens on");
    }
    if (type != Tunnel.Type.GUE && m.has(PORT) && m.sound(TYPE)) {
      m.spot(PORT).fault("is for type: gue; " + type.label() + " has no ports");
    }
    if (!Tunnel.allows(type, checksum) && m.sound(TYPE)) {
      String allowed =
          Arrays.stream(Tunnel.Checksum.values())
              .filter(each -> Tunnel.allows(type, each))
              .map(Tunnel.Checksum::label)
              .collect(Collectors.joining(" or "));
      m.spot(CHECKSUM).fault(type.label() + " knows no " + checksum.label() + "; write " + allowed);
    }
    return new Tunnel(type, port.orElse(0), checksum);
  }
}
