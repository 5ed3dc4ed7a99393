package org.lvsdirector.ops.lab;

import java.time.Duration;

/** A network namespace on the data segment: a machine that shares the host's kernel and speed. */
public final class Namespace implements Machine {
  private final Lab lab;
  private final String name;
  private final int host;

  Namespace(Lab lab, String name, int host) {
    this.lab = lab;
    this.name = name;
    this.host = host;
    lab.ok(
        """
        set -e
        mkdir %1$s
        ip netns add %1$s
        ip link add %1$s-0 type veth peer name eth0 netns %1$s address 02:00:00:00:00:%3$02x
        ip link set %1$s-0 master br0 up
        ip -n %1$s link set lo up
        ip -n %1$s addr add %2$s/24 brd + dev eth0
        ip -n %1$s link set eth0 gso_max_segs 1 up
        ip netns exec %1$s bash -c 'cd /proc/sys/net/ipv4/conf
          for link in all default eth0; do
            echo 0 >$link/accept_redirects; echo 0 >$link/rp_filter
          done'
        """
            .formatted(name, address(), host));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String address() {
    return Lab.DATA + host;
  }

  /** The lab it is in. */
  public Lab lab() {
    return lab;
  }

  @Override
  public Output run(String script, Duration limit) {
    return lab.run("exec ip netns exec " + name + " bash -c " + Guest.quote(script), limit);
  }

  /**
   * Asks by HTTP, at most 1 s long; gives the body, or the reason of the failure in angle brackets.
   */
  public String get(String url) {
    Output output = run("curl -sS -m 1 " + Guest.quote(url));
    return output.ok() ? output.text().strip() : "<" + output.text().strip() + ">";
  }

  /** Pulls its cable. */
  public void unplug() {
    lab.ok("ip link set " + name + "-0 nomaster");
  }

  /** Puts its cable back. */
  public void plug() {
    lab.ok("ip link set " + name + "-0 master br0");
  }
}
