package org.lvsdirector.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;

/** A kernel that answers what the test has written down, and then falls silent. */
final class ScriptedChannel implements NetlinkChannel {
  static final int PORT = 77;

  private final Queue<Step> steps = new ArrayDeque<>();
  private final List<String> sent = new ArrayList<>();
  private int flood;

  private record Step(int sender, String hex, Errno failure) {}

  /** The kernel answers with these messages in one datagram. */
  ScriptedChannel answers(String... messages) {
    steps.add(new Step(0, String.join("", messages), null));
    return this;
  }

  /** Another process sends a datagram. */
  ScriptedChannel foreign(int sender, String message) {
    steps.add(new Step(sender, message, null));
    return this;
  }

  /** After all else another process sends empty datagrams without end. */
  void floodedBy(int sender) {
    flood = sender;
  }

  /** Receiving fails. */
  ScriptedChannel fails(Errno failure) {
    steps.add(new Step(0, "", failure));
    return this;
  }

  List<String> sent() {
    return sent;
  }

  /** A message to this socket in hex digits. */
  static String message(int type, int flags, int seq, String payload) {
    return message(type, flags, seq, PORT, payload);
  }

  static String message(int type, int flags, int seq, int port, String payload) {
    byte[] bytes = HexFormat.of().parseHex(payload);
    ByteBuffer to =
        ByteBuffer.allocate(StructNlMsgHdr.SIZE + bytes.length).order(ByteOrder.nativeOrder());
    new StructNlMsgHdr(to.capacity(), type, flags, seq, port).pack(to);
    return HexFormat.of().formatHex(to.put(bytes).array());
  }

  /** An acknowledgement, error 0, or a refusal, in hex digits. */
  static String ack(int seq, int error) {
    ByteBuffer to = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder()).putInt(-error);
    new StructNlMsgHdr(20, 20, 5, seq, 0).pack(to);
    String payload = HexFormat.of().formatHex(to.array());
    return message(StructNlMsgHdr.NLMSG_ERROR, StructNlMsgHdr.NLM_F_CAPPED, seq, payload);
  }

  @Override
  public int port() {
    return PORT;
  }

  @Override
  public void send(ByteBuffer data) {
    byte[] bytes = new byte[data.position()];
    data.get(0, bytes);
    sent.add(HexFormat.of().formatHex(bytes));
  }

  @Override
  public int receive(ByteBuffer data) throws NetlinkException {
    Step step = steps.poll();
    if (step == null && flood != 0) {
      data.flip();
      return flood;
    }
    if (step == null || step.failure() != null) {
      throw NetlinkException.refused("receiving", step == null ? Errno.EAGAIN : step.failure(), "");
    }
    data.put(HexFormat.of().parseHex(step.hex())).flip();
    return step.sender();
  }

  @Override
  public void close() {
    steps.clear();
  }
}
