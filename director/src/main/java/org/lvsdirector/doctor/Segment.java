package org.lvsdirector.doctor;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.lvsdirector.netlink.Link;
import org.lvsdirector.netlink.MacAddress;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.PacketCapture;
import org.lvsdirector.netlink.PacketSocket;

/**
 * Asks the machines on an Ethernet segment by frames of its own, beside the kernel, which learns
 * nothing of it. One thread; needs CAP_NET_RAW.
 */
final class Segment implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofMillis(600);

  private final Link link;
  private final MacAddress own;
  private final PacketSocket out;
  private final PacketCapture in;

  private Segment(Link link, MacAddress own, PacketSocket out, PacketCapture in) {
    this.link = link;
    this.own = own;
    this.out = out;
    this.in = in;
  }

  /** Opens the segment of an interface that has an Ethernet address. */
  static Segment open(Link link) throws NetlinkException {
    PacketSocket out = PacketSocket.open();
    try {
      return new Segment(
          link, link.mac().orElseThrow(), out, PacketCapture.open(link.index(), POLL));
    } catch (NetlinkException refused) {
      out.close();
      throw refused;
    }
  }

  /** Who answers ARP for each of the addresses, other than this machine; waits for all of them. */
  Map<InetAddress, Set<MacAddress>> whoHas(Set<Inet4Address> addresses) throws NetlinkException {
    Map<InetAddress, Set<MacAddress>> found = new HashMap<>();
    for (Inet4Address address : addresses) {
      found.put(address, new TreeSet<>(Comparator.comparing(MacAddress::value)));
    }
    if (addresses.isEmpty()) {
      return found;
    }
    for (Inet4Address address : addresses) {
      out.send(link.index(), ArpFrame.probe(own, address));
    }
    listen(
        () -> false,
        frame ->
            ArpFrame.of(frame)
                .filter(answer -> found.containsKey(answer.address()))
                .ifPresent(answer -> found.get(answer.address()).add(answer.sender())));
    return found;
  }

  /**
   * Asks for connections and takes each question back.
   *
   * @param knocks with source ports that differ
   * @return the answer to each
   */
  Map<Knock, Answer> ask(Collection<Knock> knocks) throws NetlinkException {
    Map<Knock, Answer> answers = new HashMap<>();
    if (knocks.isEmpty()) {
      return answers;
    }
    for (Knock knock : knocks) {
      out.send(link.index(), knock.open(own));
    }
    List<Knock> asked = List.copyOf(knocks);
    listen(
        () -> answers.size() == asked.size(),
        frame ->
            asked.stream()
                .filter(knock -> knock.tunnel().isPresent() || knock.from(frame))
                .forEach(knock -> knock.answer(frame).ifPresent(it -> answers.put(knock, it))));
    for (Knock knock : knocks) {
      out.send(link.index(), knock.close(own));
      answers.putIfAbsent(knock, Answer.SILENT);
    }
    return answers;
  }

  private void listen(BooleanSupplier enough, Consumer<ByteBuffer> ear) throws NetlinkException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!enough.getAsBoolean() && System.nanoTime() - end < 0) {
      if (in.next()) {
        ear.accept(in.frame());
      }
    }
  }

  @Override
  public void close() {
    in.close();
    out.close();
  }
}
