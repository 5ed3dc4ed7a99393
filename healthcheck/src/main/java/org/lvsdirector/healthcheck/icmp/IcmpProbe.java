package org.lvsdirector.healthcheck.icmp;

import org.lvsdirector.healthcheck.Probe;

/** Sends an echo request and waits for the reply (RFC 792, RFC 4443). */
public record IcmpProbe() implements Probe {
  @Override
  public boolean overTcp() {
    return false;
  }

  @Override
  public boolean needsPort() {
    return false;
  }
}
