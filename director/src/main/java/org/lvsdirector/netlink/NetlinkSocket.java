package org.lvsdirector.netlink;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Requests to the kernel and its answers. Not safe for several threads: one thread owns a socket.
 * Calls block until the kernel has answered or the time is up. What others send to the socket, and
 * late answers to earlier requests, are passed over.
 */
public final class NetlinkSocket implements AutoCloseable {
  public static final int NETLINK_ROUTE = 0;
  public static final int NETLINK_NETFILTER = 12;
  public static final int NETLINK_GENERIC = 16;

  private static final Duration RECEIVE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int BUFFER_SIZE = 64 * 1024;
  // Each refusal takes about 1 KiB of the socket's receive queue, 208 KiB by default.
  private static final int BATCH = 64;
  private static final int DUMP_TRIES = 8;

  private final NetlinkChannel channel;
  private final Duration patience;
  private final ByteBuffer buffer = KernelSocket.buffer(BUFFER_SIZE);
  private int seq;

  NetlinkSocket(NetlinkChannel channel, Duration patience) {
    this.channel = channel;
    this.patience = patience;
  }

  /** Reads one kind of message. */
  @FunctionalInterface
  public interface Decoder<T> {
    /**
     * Decodes one message.
     *
     * @param payload valid during the call only
     * @return empty to leave it out
     */
    Optional<T> decode(int type, ByteBuffer payload) throws NetlinkException;
  }

  private interface Sink {
    /** Takes a message; true when it was the last one awaited. */
    boolean take(StructNlMsgHdr header, ByteBuffer payload) throws NetlinkException;
  }

  /**
   * Opens a socket in the calling thread's network namespace.
   *
   * @param protocol NETLINK_ROUTE, NETLINK_NETFILTER or NETLINK_GENERIC
   */
  public static NetlinkSocket open(int protocol) throws NetlinkException {
    String name = "netlink socket, protocol " + protocol;
    return new NetlinkSocket(KernelChannel.open(name, protocol, RECEIVE_TIMEOUT), PATIENCE);
  }

  /** Has a request carried out. */
  public void execute(NetlinkRequest request) throws NetlinkException {
    query(request, (type, payload) -> Optional.empty());
  }

  /** Sends a request and decodes what comes before its acknowledgement. */
  public <T> List<T> query(NetlinkRequest request, Decoder<T> decoder) throws NetlinkException {
    List<T> answers = new ArrayList<>();
    converse(request, StructNlMsgHdr.NLM_F_ACK, decoder, answers);
    return answers;
  }

  /** Reads a whole table; again from the start when it changed while the kernel was listing it. */
  public <T> List<T> dump(NetlinkRequest request, Decoder<T> decoder) throws NetlinkException {
    for (int attempt = 0; attempt < DUMP_TRIES; attempt++) {
      List<T> answers = new ArrayList<>();
      try {
        if (converse(request, StructNlMsgHdr.NLM_F_DUMP, decoder, answers)) {
          return answers;
        }
      } catch (NetlinkException e) {
        if (!e.errno().equals(Errno.ENOBUFS)) {
          throw e;
        }
      }
    }
    throw NetlinkException.refused(
        request.text(), Errno.EAGAIN, "the table changed during each of " + DUMP_TRIES + " dumps");
  }

  /**
   * Has many requests carried out, in order, many to a datagram. One that fails does not stop the
   * next. Only the last of a datagram asks for an acknowledgement: the kernel works them off in
   * order and answers failures unasked.
   *
   * @param requests may make each request when it is asked for, and again for each that fails
   * @return for each request its failure, or empty
   * @throws NetlinkException when the kernel does not answer
   */
  public List<Optional<NetlinkException>> batch(List<NetlinkRequest> requests)
      throws NetlinkException {
    List<Optional<NetlinkException>> results =
        new ArrayList<>(Collections.nCopies(requests.size(), Optional.empty()));
    int next = 0;
    while (next < requests.size()) {
      next = chunk(requests, next, results);
    }
    return results;
  }

  @Override
  public void close() {
    channel.close();
  }

  private int chunk(
      List<NetlinkRequest> requests, int from, List<Optional<NetlinkException>> results)
      throws NetlinkException {
    int firstSeq = seq + 1;
    int to = from;
    int last = 0;
    buffer.clear();
    while (to < requests.size() && to - from < BATCH) {
      int start = buffer.position();
      if (!pack(requests.get(to), to == from)) {
        break;
      }
      last = start;
      to++;
    }
    StructNlMsgHdr.addFlags(buffer, last, StructNlMsgHdr.NLM_F_ACK);
    channel.send(buffer);
    int count = to - from;
    receive(
        () -> requests.get(from).text() + " and " + (count - 1) + " more",
        (header, payload) -> {
          int index = header.seq() - firstSeq;
          if (header.type() != StructNlMsgHdr.NLMSG_ERROR || index < 0 || index >= count) {
            return false;
          }
          results.set(
              from + index,
              failure(requests.get(from + index), StructNlMsgErr.parse(header.flags(), payload)));
          return index == count - 1;
        });
    return to;
  }

  private boolean pack(NetlinkRequest request, boolean alone) throws NetlinkException {
    int start = buffer.position();
    try {
      request.pack(buffer, StructNlMsgHdr.NLM_F_REQUEST, ++seq);
      return true;
    } catch (BufferOverflowException full) {
      seq--;
      buffer.position(start);
      if (alone) {
        throw tooLong(request);
      }
      return false;
    }
  }

  private <T> boolean converse(
      NetlinkRequest request, int flags, Decoder<T> decoder, List<T> answers)
      throws NetlinkException {
    int mine = ++seq;
    boolean[] whole = {true};
    buffer.clear();
    try {
      request.pack(buffer, StructNlMsgHdr.NLM_F_REQUEST | flags, mine);
    } catch (BufferOverflowException full) {
      throw tooLong(request);
    }
    channel.send(buffer);
    receive(
        request::text,
        (header, payload) -> {
          if (header.seq() != mine) {
            return false;
          }
          if ((header.flags() & StructNlMsgHdr.NLM_F_DUMP_INTR) != 0) {
            whole[0] = false;
          }
          return take(request, header, payload, decoder, answers);
        });
    return whole[0];
  }

  private static <T> boolean take(
      NetlinkRequest request,
      StructNlMsgHdr header,
      ByteBuffer payload,
      Decoder<T> decoder,
      List<T> answers)
      throws NetlinkException {
    switch (header.type()) {
      case StructNlMsgHdr.NLMSG_NOOP -> {}
      case StructNlMsgHdr.NLMSG_ERROR -> {
        throwIfFailed(request, StructNlMsgErr.parse(header.flags(), payload));
        return true;
      }
      case StructNlMsgHdr.NLMSG_DONE -> {
        throwIfFailed(request, StructNlMsgErr.parseDone(header, payload));
        return true;
      }
      case StructNlMsgHdr.NLMSG_OVERRUN ->
          throw NetlinkException.refused(request.text(), Errno.ENOBUFS, "");
      default -> decoder.decode(header.type(), payload).ifPresent(answers::add);
    }
    return false;
  }

  private void receive(Supplier<String> request, Sink sink) throws NetlinkException {
    long start = System.nanoTime();
    do {
      if (datagram(request) != 0) {
        continue;
      }
      while (buffer.hasRemaining()) {
        StructNlMsgHdr header = StructNlMsgHdr.parse(buffer);
        ByteBuffer payload = header.payload(buffer);
        if (header.pid() == channel.port() && sink.take(header, payload)) {
          return;
        }
      }
    } while (System.nanoTime() - start < patience.toNanos());
    throw NetlinkException.silent(request.get(), patience.toMillis() + " ms");
  }

  private int datagram(Supplier<String> request) throws NetlinkException {
    buffer.clear();
    try {
      return channel.receive(buffer);
    } catch (NetlinkException e) {
      if (e.errno().equals(Errno.EAGAIN)) {
        throw NetlinkException.silent(request.get(), RECEIVE_TIMEOUT.toMillis() + " ms");
      }
      throw e;
    }
  }

  private static void throwIfFailed(NetlinkRequest request, StructNlMsgErr answer)
      throws NetlinkException {
    Optional<NetlinkException> failure = failure(request, answer);
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private static Optional<NetlinkException> failure(NetlinkRequest request, StructNlMsgErr answer) {
    return answer.error() == 0
        ? Optional.empty()
        : Optional.of(
            NetlinkException.refused(request.text(), new Errno(answer.error()), answer.text()));
  }

  private static NetlinkException tooLong(NetlinkRequest request) {
    return NetlinkException.refused(
        request.text(), Errno.EMSGSIZE, "longer than " + BUFFER_SIZE + " bytes");
  }
}
