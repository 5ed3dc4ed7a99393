package org.lvsdirector.cluster.membership;

import java.net.InetSocketAddress;
import java.util.List;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FRAG4;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.PerDestinationBundler;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;
import org.lvsdirector.model.Endpoint;

/** Builds the JGroups protocols: TCP to a static list of members, detection by heartbeat. */
final class Stack {
  private static final int JOIN_MS = 500;

  private Stack() {}

  /** The protocols from the transport upwards. */
  static List<Protocol> of(
      Endpoint own,
      List<Endpoint> members,
      Timing timing,
      MemberSockets sockets,
      Hearing hearing,
      Verification verification) {
    List<InetSocketAddress> hosts =
        members.stream()
            .map(member -> new InetSocketAddress(member.address(), member.port()))
            .toList();
    return List.of(
        transport(own, timing, sockets),
        hearing,
        new TCPPING().<TCPPING>setInitialHosts(hosts).<TCPPING>setPortRange(0).asyncDiscovery(true),
        // Frequent, so that two nodes started at the same moment find each other within a second.
        new MERGE3().setMinInterval(200).setMaxInterval(600),
        new FD_ALL3().setTimeout(timing.suspect()).setInterval(timing.heartbeat()),
        verification,
        new NAKACK2().useMcastXmit(false),
        new UNICAST3(),
        new STABLE().setDesiredAverageGossip(5000).setMaxBytes(1_000_000),
        new GMS()
            .setJoinTimeout(JOIN_MS)
            .setLeaveTimeout(JOIN_MS)
            .setMergeTimeout(1000)
            .setViewAckCollectionTimeout(Math.min(JOIN_MS, timing.detect()))
            .printLocalAddress(false),
        new MFC().setMaxCredits(2_000_000).setMinThreshold(0.4),
        new FRAG4().setFragSize(60_000));
  }

  private static TCP transport(Endpoint own, Timing timing, MemberSockets sockets) {
    TCP tcp = new TCP();
    tcp.setBindAddress(own.address());
    tcp.setBindPort(own.port());
    tcp.setPortRange(0);
    // Members recognise each other by address, so connections must come from the listed one.
    tcp.setClientBindAddr(own.address());
    tcp.setSockConnTimeout(timing.connect());
    tcp.setPeerAddrReadTimeout(timing.handshake());
    tcp.tcpNodelay(true);
    tcp.setLinger(0);
    tcp.logDetails(false);
    tcp.logAcceptError(false);
    // A connection that breaks is how the death of a process shows at once.
    tcp.enableSuspectEvents(true);
    tcp.useVirtualThreads(false);
    PerDestinationBundler bundler = new PerDestinationBundler();
    bundler.useSingleSenderThread(false);
    tcp.setBundler(bundler);
    tcp.getThreadPool().setMinThreads(2).setMaxThreads(32);
    tcp.setSocketFactory(sockets);
    return tcp;
  }
}
