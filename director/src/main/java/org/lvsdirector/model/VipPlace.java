package org.lvsdirector.model;

/** A virtual address and the network interface of this node that carries it. */
public record VipPlace(Vip vip, String interfaceName) {
  @Override
  public String toString() {
    return vip + " on " + interfaceName;
  }
}
