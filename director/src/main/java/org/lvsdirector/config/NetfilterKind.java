package org.lvsdirector.config;

/** Through which program the packet filter is reached. */
public enum NetfilterKind {
  /** The first of nft and iptables that works. */
  AUTO,
  NFT,
  IPTABLES
}
