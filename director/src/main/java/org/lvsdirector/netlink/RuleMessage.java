package org.lvsdirector.netlink;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Protocol;

/** RTM_NEWRULE and RTM_DELRULE: struct fib_rule_hdr and its attributes, uapi linux/fib_rules.h. */
final class RuleMessage {
  static final int RTM_NEWRULE = 32;
  static final int RTM_DELRULE = 33;
  static final int RTM_GETRULE = 34;

  /** FRA_PROTOCOL of our rules: a number that uapi linux/rtnetlink.h gives to nobody. */
  static final int RTPROT_LVS_DIRECTOR = 76;

  private static final int FRA_SRC = 2;
  private static final int FRA_IIFNAME = 3;
  private static final int FRA_PRIORITY = 6;
  private static final int FRA_PROTOCOL = 21;
  private static final int FRA_IP_PROTO = 22;
  private static final int FRA_SPORT_RANGE = 23;

  private RuleMessage() {}

  static NetlinkRequest add(PolicyRule rule) {
    int flags = StructNlMsgHdr.NLM_F_CREATE | StructNlMsgHdr.NLM_F_EXCL;
    return new NetlinkRequest(RTM_NEWRULE, flags, "RTM_NEWRULE " + rule, to -> pack(rule, to));
  }

  static NetlinkRequest delete(PolicyRule rule) {
    return new NetlinkRequest(RTM_DELRULE, 0, "RTM_DELRULE " + rule, to -> pack(rule, to));
  }

  static NetlinkRequest dump(Family family) {
    return new NetlinkRequest(
        RTM_GETRULE,
        0,
        "RTM_GETRULE, all rules of " + family,
        to -> new StructFibRuleHdr(family.number(), 0, 0, 0, 0).pack(to));
  }

  /** Empty for the rules of others. */
  static Optional<PolicyRule> decode(int type, ByteBuffer payload) throws NetlinkException {
    if (type != RTM_NEWRULE) {
      return Optional.empty();
    }
    StructFibRuleHdr head = StructFibRuleHdr.parse(payload);
    NlAttrs attributes = NlAttrs.parse("RTM_NEWRULE", payload);
    if (head.action() != StructFibRuleHdr.FR_ACT_BLACKHOLE
        || !attributes.has(FRA_PROTOCOL)
        || attributes.require(FRA_PROTOCOL).u8() != RTPROT_LVS_DIRECTOR) {
      return Optional.empty();
    }
    Optional<Protocol> protocol = Protocol.ofNumber(attributes.require(FRA_IP_PROTO).u8());
    if (protocol.isEmpty()) {
      return Optional.empty();
    }
    ByteBuffer ports = attributes.require(FRA_SPORT_RANGE).value();
    if (ports.limit() != 4) {
      throw NetlinkException.malformed("struct fib_rule_port_range", ports);
    }
    return Optional.of(
        new PolicyRule(
            attributes.require(FRA_PRIORITY).u32(),
            attributes.require(FRA_SRC).address(),
            attributes.require(FRA_IIFNAME).string(),
            protocol.get(),
            Short.toUnsignedInt(ports.getShort(0)),
            Short.toUnsignedInt(ports.getShort(2))));
  }

  private static void pack(PolicyRule rule, ByteBuffer to) {
    Family family = rule.family();
    new StructFibRuleHdr(family.number(), 0, family.bits(), 0, StructFibRuleHdr.FR_ACT_BLACKHOLE)
        .pack(to);
    NlAttrWriter attributes =
        new NlAttrWriter(to)
            .bytes(FRA_SRC, rule.source().getAddress())
            .string(FRA_IIFNAME, rule.inputInterface())
            .u8(FRA_IP_PROTO, rule.protocol().number());
    // struct fib_rule_port_range: two ports in host order.
    to.putShort((short) (StructNlAttr.SIZE + 4)).putShort((short) FRA_SPORT_RANGE);
    to.putShort((short) rule.firstPort()).putShort((short) rule.lastPort());
    attributes.u32(FRA_PRIORITY, rule.priority()).u8(FRA_PROTOCOL, RTPROT_LVS_DIRECTOR);
  }
}
