package org.lvsdirector.cluster.membership;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import org.jgroups.util.DefaultSocketFactory;

/** Makes the sockets of the JGroups transport: to and from members only. */
class MemberSockets extends DefaultSocketFactory {
  /** A stranger's time; a member's first handshake in a cold JVM stays well below. */
  private static final int ACCEPT_MS = 1000;

  private final Optional<SSLContext> tls;
  private final Set<InetAddress> members;
  private final int handshake;
  private final Deadlines deadlines = new Deadlines();
  private final LongAdder refused = new LongAdder();

  MemberSockets(Optional<SSLContext> tls, Set<InetAddress> members, int handshake) {
    this.tls = tls;
    this.members = members;
    this.handshake = handshake;
  }

  @Override
  public Socket createSocket(String service) {
    return new MemberSocket(tls, deadlines, handshake);
  }

  @Override
  public ServerSocket createServerSocket(String service) throws IOException {
    return new MemberServerSocket(tls, members, deadlines, ACCEPT_MS, refused);
  }

  /** How many connections were turned away. */
  long refused() {
    return refused.sum();
  }

  void stop() {
    deadlines.stop();
  }
}
