package org.lvsdirector.cluster.membership;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.lvsdirector.config.ClusterConfig;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.EventSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Members by JGroups: TCP, mutual TLS, a static list, detection by heartbeats. Thread-safe. */
public final class JGroupsMembership implements Membership {
  private static final Logger LOG = LoggerFactory.getLogger(JGroupsMembership.class);

  private final ClusterConfig config;
  private final String node;
  private final EventSink sink;
  private final Endpoint own;
  private final Timing timing;
  private final Optional<SSLContext> tls;
  private Connection connection;
  private volatile Optional<Listener> listening = Optional.empty();

  /**
   * For a node of a cluster.
   *
   * @throws ClusterException if the key file is missing, open to others or no key, if this node is
   *     not among the members, or if there is no key and {@code insecure} is not set
   */
  public JGroupsMembership(ClusterConfig config, String node, EventSink sink)
      throws ClusterException {
    this.config = config;
    this.node = node;
    this.sink = sink;
    this.timing = Timing.of(config.detect());
    this.own = BindAddress.of(config);
    this.tls =
        config.keyFile().isPresent()
            ? Optional.of(
                KeyTrust.context(config.keyFile().get(), this::complain, this::foreignMember))
            : Optional.empty();
    if (tls.isEmpty() && !config.insecure()) {
      throw new ClusterException(
          "cluster.key-file is missing, so anybody could join; make one with lvs-director"
              + " cluster-key --out FILE and copy it to every member, or set cluster.insecure: true");
    }
  }

  @Override
  public synchronized void connect(Listener listener) throws ClusterException {
    Set<InetAddress> peers =
        config.members().stream().map(Endpoint::address).collect(Collectors.toSet());
    MemberSockets sockets = new MemberSockets(tls, peers, timing.handshake());
    Hearing hearing = new Hearing(listener::onOutsider);
    listening = Optional.of(listener);
    try {
      Verification verification =
          new Verification(own.address(), timing.ask(), hearing, listener::hasTime);
      JChannel channel =
          new JChannel(Stack.of(own, config.members(), timing, sockets, hearing, verification));
      connection = new Connection(channel, sockets, new Views(node, hearing, sink));
      channel.setName(node);
      channel.addAddressGenerator(() -> Names.address(node, own));
      channel.setDiscardOwnMessages(true);
      channel.setReceiver(new Inbound(listener, connection));
      channel.connect(config.name());
      Lookout.start(own, () -> missing(channel), timing.ask(), listener::onOutsider);
    } catch (Exception failed) {
      disconnect();
      throw new ClusterException(reason(failed), failed);
    }
  }

  /** Configured members that are not in the channel's view; none once it is closed. */
  private List<Endpoint> missing(JChannel channel) {
    View view = channel.isConnected() ? channel.getView() : null;
    if (view == null) {
      return List.of();
    }
    List<Endpoint> seen =
        view.getMembers().stream()
            .flatMap(address -> Names.member(address).stream())
            .map(Member::endpoint)
            .toList();
    return config.members().stream()
        .filter(member -> !member.equals(own) && !seen.contains(member))
        .toList();
  }

  @Override
  public void send(Optional<String> to, byte[] message) throws ClusterException {
    send(to, message, true);
  }

  @Override
  public void stream(String to, byte[] part) throws ClusterException {
    send(Optional.of(to), part, false);
  }

  private void send(Optional<String> to, byte[] bytes, boolean reliably) throws ClusterException {
    Connection current = current();
    if (current == null || !current.channel().isConnected()) {
      return;
    }
    View view = current.channel().getView();
    Optional<Address> address = to.flatMap(name -> Names.find(view, name));
    if (to.isPresent() && address.isEmpty()) {
      throw new ClusterException("a message to " + to.get() + " was not sent: it is gone");
    }
    try {
      Message message = new BytesMessage(address.orElse(null), bytes);
      current.channel().send(reliably ? message : message.setFlag(Message.Flag.NO_RELIABILITY));
    } catch (Exception failed) {
      throw new ClusterException(
          "a message to %s was not sent: %s"
              .formatted(to.orElse("the members"), failed.getMessage()),
          failed);
    }
  }

  @Override
  public synchronized void disconnect() {
    if (connection != null) {
      connection.channel().close();
      connection.sockets().stop();
      connection = null;
    }
  }

  /** How many connections were turned away: not a member's address, no or another key, too slow. */
  public long refused() {
    Connection current = current();
    return current == null ? 0 : current.sockets().refused();
  }

  private synchronized Connection current() {
    return connection;
  }

  private record Connection(JChannel channel, MemberSockets sockets, Views views) {}

  /** Called on threads of JGroups. */
  private record Inbound(Listener listener, Connection connection) implements Receiver {
    @Override
    public void viewAccepted(View view) {
      listener.onView(connection.views().next(view, connection.channel().getAddress()));
    }

    @Override
    public void receive(Message message) {
      Names.node(message.getSrc())
          .ifPresent(
              sender -> {
                byte[] bytes = new byte[message.getLength()];
                System.arraycopy(message.getArray(), message.getOffset(), bytes, 0, bytes.length);
                listener.onMessage(sender, bytes);
              });
    }
  }

  private void foreignMember() {
    listening.ifPresent(Listener::onForeignKey);
  }

  private void complain(String text) {
    LOG.warn("{}", text);
    sink.emit("cluster-stranger", node, text);
  }

  private String reason(Exception failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof MemberServerSocket.NotBoundException notBound) {
        return "cluster.port: %s cannot be listened on (%s); see who has it with ss -ltnp 'sport = :%d', stop it or choose another port on every member"
            .formatted(own, notBound.getMessage(), own.port());
      }
    }
    List<String> members = config.members().stream().map(Endpoint::toString).toList();
    return "the cluster %s of %s was not joined from %s: %s"
        .formatted(config.name(), String.join(", ", members), own, failed.getMessage());
  }
}
