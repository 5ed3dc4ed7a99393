package org.lvsdirector.sync;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.dataplane.ConnectionCutter.Cut;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.sync.message.SyncEntry;

/** Which entries of the kernel a cut is about, and what becomes of each; pure functions. */
final class CutPlan {
  /** IP_VS_CONN_F_LOCALNODE: packets go to this machine's own stack. */
  static final int LOCAL = 1;

  /** How long a closed connection's packets are still answered; seconds. */
  private static final int FAREWELL = 3;

  /** The port to which the kernel changes both of a template that no longer counts. */
  private static final int DISUSED = 65535;

  private static final Set<String> HAS_A_PEER = Set.of("ESTABLISHED", "FIN_WAIT", "CLOSE_WAIT");

  private CutPlan() {}

  /** What becomes of an entry. */
  enum Fate {
    CLOSED,
    MOVED,
    /** A template, which goes without anybody noticing. */
    FORGOTTEN
  }

  /**
   * What to tell the kernel of one entry.
   *
   * @param reset whether its client has a TCP connection to be reset
   */
  record Step(SyncEntry entry, Fate fate, boolean reset) {}

  /** Whether an entry of the table is a connection or a template of the service on the server. */
  static boolean concerns(ConnectionRow row, Cut cut) {
    if (!isOn(row.server(), cut.server()) || !row.engine().isEmpty()) {
      return false;
    }
    if (cut.service() instanceof ServiceKey.Address key) {
      return row.protocol() == key.protocol().number() && isOn(row.vip(), key.endpoint());
    }
    int mark = ((ServiceKey.Fwmark) cut.service()).mark();
    // The table does not tell a connection's firewall mark: it is what no other service explains.
    return row.protocol() == 0
        ? mark(row.vip().address()) == mark
        : cut.strangers().stream().noneMatch(other -> explains(other, row));
  }

  private static boolean explains(ServiceKey other, ConnectionRow row) {
    return other instanceof ServiceKey.Address key
        && row.protocol() == key.protocol().number()
        && isOn(row.vip(), key.endpoint());
  }

  /** Port 0 on either side stands for all. */
  private static boolean isOn(Endpoint entry, Endpoint configured) {
    return entry.address().equals(configured.address())
        && (entry.port() == configured.port()
            || entry.port() == 0
            || entry.port() == DISUSED
            || configured.port() == 0);
  }

  private static int mark(InetAddress address) {
    return ByteBuffer.wrap(address.getAddress()).getInt();
  }

  /** What becomes of an entry; empty where it can only be waited for. */
  static Optional<Step> step(ConnectionRow row, Cut cut) {
    if (row.isTemplate()) {
      return row.entry(0, 0).map(gone -> new Step(gone.lasting(1), Fate.FORGOTTEN, false));
    }
    Optional<Protocol> protocol = Protocol.ofNumber(row.protocol());
    if (protocol.equals(Optional.of(Protocol.UDP))) {
      return heir(row, cut).flatMap(heir -> moved(row, heir, cut));
    }
    if (protocol.isEmpty() || row.client().port() == 0) {
      return Optional.empty();
    }
    boolean reset = protocol.equals(Optional.of(Protocol.TCP)) && HAS_A_PEER.contains(row.state());
    return row.entry(LOCAL, 0).map(entry -> new Step(closed(entry), Fate.CLOSED, reset));
  }

  /**
   * Another server gets a connection at once whatever the clients send, whereas an entry that is
   * only told to expire lives on with each packet. Here the other one is this machine itself, which
   * answers with a reset and then forgets the entry.
   */
  private static SyncEntry closed(SyncEntry entry) {
    return entry.closed().movedTo(entry.vip()).lasting(FAREWELL);
  }

  private static Optional<Step> moved(ConnectionRow row, Destination heir, Cut cut) {
    int mark = cut.service() instanceof ServiceKey.Fwmark key ? key.mark() : 0;
    Endpoint to =
        heir.endpoint().port() == 0
            ? new Endpoint(heir.endpoint().address(), row.server().port())
            : heir.endpoint();
    return row.entry(heir.method().number(), mark)
        .map(entry -> new Step(entry.movedTo(to), Fate.MOVED, false));
  }

  /**
   * Who gets a flow, in proportion to the weights (rendezvous hashing): without a word all nodes
   * choose the same.
   */
  private static Optional<Destination> heir(ConnectionRow row, Cut cut) {
    Destination best = null;
    double highest = Double.NEGATIVE_INFINITY;
    for (Destination other : cut.others()) {
      double score = other.weight() / -Math.log(chance(row, other));
      if (score > highest) {
        highest = score;
        best = other;
      }
    }
    return Optional.ofNullable(best);
  }

  /** A number between 0 and 1 that a flow and a server have in common on every node. */
  private static double chance(ConnectionRow row, Destination other) {
    String both = row.client() + " " + row.vip() + " " + other.endpoint();
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < both.length(); i++) {
      hash = (hash ^ both.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    return ((hash >>> 11) + 0.5) / (1L << 53);
  }
}
