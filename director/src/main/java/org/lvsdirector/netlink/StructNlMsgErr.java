package org.lvsdirector.netlink;

import java.nio.ByteBuffer;

/**
 * struct nlmsgerr, uapi linux/netlink.h: the answer to a request with NLM_F_ACK.
 *
 * @param error 0, or a positive error number
 * @param seq of the request
 * @param text the kernel's explanation (NLMSGERR_ATTR_MSG), or empty
 */
record StructNlMsgErr(int error, int seq, String text) {
  private static final int ERROR_SIZE = 4;
  private static final int NLMSGERR_ATTR_MSG = 1;

  static StructNlMsgErr parse(int flags, ByteBuffer payload) throws NetlinkException {
    if (payload.remaining() < ERROR_SIZE + StructNlMsgHdr.SIZE) {
      throw NetlinkException.malformed("struct nlmsgerr", payload);
    }
    int error = payload.getInt();
    int length = payload.getInt(payload.position());
    int seq = payload.getInt(payload.position() + 8);
    // A capped answer quotes only the header of the request, others the whole of it.
    boolean capped = error == 0 || (flags & StructNlMsgHdr.NLM_F_CAPPED) != 0;
    int quoted = capped ? StructNlMsgHdr.SIZE : StructNlMsgHdr.align(length);
    if (quoted < StructNlMsgHdr.SIZE || quoted > payload.remaining()) {
      throw NetlinkException.malformed("struct nlmsgerr", payload);
    }
    payload.position(payload.position() + quoted);
    return new StructNlMsgErr(positive(error, payload), seq, explanation(flags, payload));
  }

  /** The end of a dump (NLMSG_DONE), which carries an error number too. */
  static StructNlMsgErr parseDone(StructNlMsgHdr header, ByteBuffer payload)
      throws NetlinkException {
    if (payload.remaining() < ERROR_SIZE) {
      throw NetlinkException.malformed("NLMSG_DONE", payload);
    }
    int error = positive(payload.getInt(), payload);
    return new StructNlMsgErr(error, header.seq(), explanation(header.flags(), payload));
  }

  private static int positive(int error, ByteBuffer payload) throws NetlinkException {
    if (error > 0 || error < -4095) {
      throw NetlinkException.malformed("error number " + error, payload);
    }
    return -error;
  }

  private static String explanation(int flags, ByteBuffer rest) throws NetlinkException {
    if ((flags & StructNlMsgHdr.NLM_F_ACK_TLVS) == 0) {
      return "";
    }
    NlAttrs attributes = NlAttrs.parse("extended ACK", rest);
    return attributes.has(NLMSGERR_ATTR_MSG) ? attributes.require(NLMSGERR_ATTR_MSG).string() : "";
  }
}
