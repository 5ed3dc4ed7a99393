package org.lvsdirector.cluster.membership;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.View;
import org.jgroups.util.ExtendedUUID;
import org.lvsdirector.model.Endpoint;

/**
 * Carries node names inside of JGroups addresses, so that whoever sees a view knows every name in
 * it without asking.
 */
final class Names {
  private static final String NODE = "node";
  private static final String AT = "at";

  static {
    // So that JGroups' log lines name nodes without the rest of the address.
    ExtendedUUID.setPrintFunction(uuid -> node(uuid).orElseGet(uuid::toStringLong));
  }

  private Names() {}

  /** A fresh address for a node. */
  static Address address(String node, Endpoint at) {
    return ExtendedUUID.randomUUID(node)
        .put(NODE, node.getBytes(StandardCharsets.UTF_8))
        .put(AT, at.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The node that an address belongs to. */
  static Optional<String> node(Address address) {
    return text(address, NODE);
  }

  /** The member that an address stands for; empty if it is none of ours. */
  static Optional<Member> member(Address address) {
    Optional<Endpoint> at = text(address, AT).flatMap(Endpoint::parse);
    return node(address)
        .flatMap(
            node ->
                at.map(
                    endpoint ->
                        new Member(node, endpoint, ((ExtendedUUID) address).toStringLong())));
  }

  /** The address of a node in a view; the latest where a restarted node is still listed twice. */
  static Optional<Address> find(View view, String node) {
    return view.getMembers().stream()
        .filter(address -> node(address).filter(node::equals).isPresent())
        .reduce((first, second) -> second);
  }

  private static Optional<String> text(Address address, String key) {
    return address instanceof ExtendedUUID uuid
        ? Optional.ofNullable(uuid.get(key)).map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
