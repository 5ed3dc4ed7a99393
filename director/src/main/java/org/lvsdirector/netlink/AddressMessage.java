package org.lvsdirector.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Vip;

/** RTM_NEWADDR and RTM_DELADDR: struct ifaddrmsg and its attributes, uapi linux/if_addr.h. */
final class AddressMessage {
  static final int RTM_NEWADDR = 20;
  static final int RTM_DELADDR = 21;
  static final int RTM_GETADDR = 22;

  private static final int IFA_ADDRESS = 1;
  private static final int IFA_LOCAL = 2;
  private static final int IFA_CACHEINFO = 6;
  private static final int IFA_FLAGS = 8;

  private AddressMessage() {}

  static NetlinkRequest replace(InterfaceAddress address) {
    int flags = StructNlMsgHdr.NLM_F_CREATE | StructNlMsgHdr.NLM_F_REPLACE;
    String text =
        "RTM_NEWADDR %s on interface %d for %s s"
            .formatted(address.vip(), address.interfaceIndex(), seconds(address.validSeconds()));
    StructIfaCacheInfo lifetime =
        new StructIfaCacheInfo(address.preferredSeconds(), address.validSeconds());
    return new NetlinkRequest(
        RTM_NEWADDR,
        flags,
        text,
        to -> {
          head(to, address.interfaceIndex(), address.vip(), address.flags());
          to.putShort((short) (StructNlAttr.SIZE + StructIfaCacheInfo.SIZE));
          to.putShort((short) IFA_CACHEINFO);
          lifetime.pack(to);
        });
  }

  static NetlinkRequest delete(int interfaceIndex, Vip vip) {
    return new NetlinkRequest(
        RTM_DELADDR,
        0,
        "RTM_DELADDR " + vip + " on interface " + interfaceIndex,
        to -> head(to, interfaceIndex, vip, 0));
  }

  static NetlinkRequest dump() {
    return new NetlinkRequest(
        RTM_GETADDR,
        0,
        "RTM_GETADDR, all addresses",
        to -> new StructIfAddrMsg(0, 0, 0, 0, 0).pack(to));
  }

  /** Empty for other messages and other families. */
  static Optional<InterfaceAddress> decode(int type, ByteBuffer payload) throws NetlinkException {
    if (type != RTM_NEWADDR) {
      return Optional.empty();
    }
    StructIfAddrMsg head = StructIfAddrMsg.parse(payload);
    if (head.family() != Family.INET.number() && head.family() != Family.INET6.number()) {
      return Optional.empty();
    }
    NlAttrs attributes = NlAttrs.parse("RTM_NEWADDR", payload);
    // IFA_ADDRESS is the far end on a point-to-point link; IFA_LOCAL then is our own.
    StructNlAttr own = attributes.require(attributes.has(IFA_LOCAL) ? IFA_LOCAL : IFA_ADDRESS);
    int flags = attributes.has(IFA_FLAGS) ? attributes.require(IFA_FLAGS).u32() : head.flags();
    StructIfaCacheInfo lifetime =
        attributes.has(IFA_CACHEINFO)
            ? StructIfaCacheInfo.parse(attributes.require(IFA_CACHEINFO).value())
            : new StructIfaCacheInfo(InterfaceAddress.FOREVER, InterfaceAddress.FOREVER);
    return Optional.of(
        new InterfaceAddress(
            head.index(), vip(own, head, payload), lifetime.valid(), lifetime.preferred(), flags));
  }

  private static Vip vip(StructNlAttr own, StructIfAddrMsg head, ByteBuffer payload)
      throws NetlinkException {
    try {
      return new Vip(own.address(), head.prefixLength());
    } catch (IllegalArgumentException wrongPrefix) {
      throw NetlinkException.malformed(wrongPrefix.getMessage(), payload);
    }
  }

  private static void head(ByteBuffer to, int interfaceIndex, Vip vip, int flags) {
    int family = Family.of(vip.address()).number();
    // Scope 0, universe, is what ip-address(8) sets for all but 127/8.
    new StructIfAddrMsg(family, vip.prefixLength(), flags, 0, interfaceIndex).pack(to);
    byte[] address = vip.address().getAddress();
    new NlAttrWriter(to).bytes(IFA_LOCAL, address).bytes(IFA_ADDRESS, address);
  }

  private static String seconds(long seconds) {
    return seconds == InterfaceAddress.FOREVER ? "infinitely many" : Long.toString(seconds);
  }
}
