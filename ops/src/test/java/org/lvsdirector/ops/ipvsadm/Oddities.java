package org.lvsdirector.ops.ipvsadm;

import java.util.List;
import java.util.Random;

/** Words that break a command line, or nearly. */
final class Oddities {
  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "-1",
          "65535",
          "65536",
          "2147483647",
          "2147483648",
          "4294967296",
          "abc",
          "5x",
          "0x10",
          "010",
          " 7",
          "+7",
          "99999999999999999999",
          "10.0.0.256:80",
          "10.1:80",
          "0x0a.0.0.1:80",
          "[::1]:80",
          "::1",
          "[::1]",
          "[::1",
          "a:b:c",
          "localhost:80",
          "10.0.0.1:",
          ":80",
          "10.0.0.1:80:81",
          "10.0.0.1:nosuch",
          "255.255.0.0",
          "24",
          "64",
          "129",
          "rr",
          "nosuch",
          "-",
          "--",
          "gue",
          "sip",
          "sh-port",
          "flag-1,,flag-2",
          "lo");
  private static final List<String> OPTIONS =
      List.of(
          "-n",
          "-c",
          "-6",
          "-o",
          "-m",
          "-g",
          "-i",
          "-p",
          "-A",
          "-L",
          "-C",
          "-h",
          "-v",
          "-Q",
          "-nL",
          "--nosuch",
          "--num",
          "--numeric=1",
          "-n=1",
          "--stats",
          "--exact",
          "--timeout",
          "--daemon",
          "--sort",
          "--nosort",
          "--ipv6",
          "--tun-csum",
          "-w5",
          "-w=5",
          "-x5",
          "-p=9",
          "-p7",
          "-b=flag-1",
          "-srr",
          "-s",
          "-t",
          "-M",
          "-w",
          "--weight",
          "--syncid=5",
          "--weight=-1",
          "--scheduler=",
          "-w-5",
          "--tun-port=99",
          "--mcast-ttl=5",
          "--set",
          "-S");

  private Oddities() {}

  static String value(Random random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  static String option(Random random) {
    return OPTIONS.get(random.nextInt(OPTIONS.size()));
  }
}
