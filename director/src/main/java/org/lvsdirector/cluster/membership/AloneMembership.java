package org.lvsdirector.cluster.membership;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.model.Endpoint;

/** The cluster of a single node that is configured without members: it talks to nobody. */
public final class AloneMembership implements Membership {
  private final String node;
  private long joined;

  /** For a node by this name. */
  public AloneMembership(String node) {
    this.node = node;
  }

  @Override
  public void connect(Listener listener) {
    Endpoint nowhere = new Endpoint(InetAddress.getLoopbackAddress(), 0);
    Member self = new Member(node, nowhere, Long.toString(++joined));
    listener.onView(
        new ClusterView(joined, List.of(self), false, Map.of(), Map.of(), Instant.now()));
  }

  @Override
  public void send(Optional<String> to, byte[] message) {
    // Nobody listens.
  }

  @Override
  public void stream(String node, byte[] part) {
    // Nobody listens.
  }

  @Override
  public void disconnect() {
    // Nothing is open.
  }
}
