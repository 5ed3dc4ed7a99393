package org.lvsdirector.netlink;

import java.nio.ByteBuffer;

/**
 * A request to the kernel, before it has a sequence number.
 *
 * @param flags beyond NLM_F_REQUEST, NLM_F_ACK and NLM_F_DUMP, which the socket sets itself
 * @param subject what it asks, for errors, e.g. {@code RTM_DELADDR 10.0.0.1/32 on interface 3};
 *     made into text only where there is one, because thousands of requests may succeed
 */
public record NetlinkRequest(int type, int flags, Object subject, Payload payload) {
  /** Writes all that follows the netlink header. */
  @FunctionalInterface
  public interface Payload {
    /** Writes at the buffer's position, in native order; the position is aligned to 4. */
    void pack(ByteBuffer to);
  }

  /** What it asks, in words. */
  String text() {
    return subject.toString();
  }

  /**
   * Writes the whole message and its padding.
   *
   * @throws java.nio.BufferOverflowException when it does not fit
   */
  void pack(ByteBuffer to, int extraFlags, int seq) {
    int start = to.position();
    new StructNlMsgHdr(0, type, flags | extraFlags, seq, 0).pack(to);
    payload.pack(to);
    to.putInt(start, to.position() - start);
    while (to.position() % 4 != 0) {
      to.put((byte) 0);
    }
  }
}
