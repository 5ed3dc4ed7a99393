package org.lvsdirector.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lvsdirector.netlink.Namespace.command;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.netlink.Namespace;

/** Against the kernel, in a network namespace of the test's own. */
class SysctlsKernelTest {
  @Test
  void readsAndWritesThoseOfTheThreadsNamespace() throws Exception {
    Namespace.run(
        () -> {
          Sysctls sysctls = new Sysctls();
          Sysctl own = Sysctl.ipv4Conf("v0", "arp_ignore");
          sysctls.write(own, "0");
          sysctls.write(own.ofAll(), "0");
          assertThat(sysctls.read(own)).contains("0");
          sysctls.write(own.ofAll(), "2");
          assertThat(sysctls.read(own)).contains("2");
          Sysctl range = new Sysctl("net/ipv4/ip_local_port_range");
          sysctls.write(range, "20000 30001");
          assertThat(sysctls.read(range)).contains("20000 30001");
          Sysctl seconds = new Sysctl("net/ipv4/tcp_fin_timeout");
          sysctls.write(seconds, "4711");
          assertThat(sysctls.read(seconds)).contains("4711");
          assertThat(sysctls.read(Sysctl.ipv4Conf("nowhere", "arp_ignore"))).isEmpty();
        });
  }

  @Test
  void refusalTellsTheKernelsWordAndTheCure() throws Exception {
    Namespace.run(
        () -> {
          Sysctl forward = new Sysctl("net/ipv4/ip_forward");
          assertThatThrownBy(() -> new Sysctls().write(forward, "x"))
              .isInstanceOf(IOException.class)
              .hasMessage(
                  "net.ipv4.ip_forward cannot be set to x: Invalid argument; setting it needs"
                      + " CAP_NET_ADMIN and a writable /proc/sys");
        });
  }

  @Test
  void findsDefaultRoutes() throws Exception {
    Namespace.run(
        () -> {
          assertThat(DefaultRoutes.read()).isEmpty();
          command("ip", "address", "add", "192.0.2.1/24", "dev", "v0");
          command("ip", "route", "add", "default", "via", "192.0.2.254");
          command("ip", "route", "add", "198.51.100.0/24", "via", "192.0.2.253");
          assertThat(DefaultRoutes.read())
              .isEqualTo(
                  List.of(new DefaultRoutes.Route("v0", InetAddress.getByName("192.0.2.254"))));
        });
  }
}
