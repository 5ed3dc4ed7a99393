package org.lvsdirector.ops.ipvsadm;

/** What the options are, in words of our own; the options are those of ipvsadm 1.31. */
final class Help {
  static final String TEXT =
      """
      Usage: lvs-director ipvsadm ACTION [OPTIONS]
      The rules in the kernel's IPVS, by the options of ipvsadm 1.31. The action comes first.

      Virtual services; SERVICE is -t, -u or --sctp-service HOST:PORT, or -f MARK (IPv6: -f MARK -6)
        -A, --add-service SERVICE      add one: [-s SCHEDULER] [-b FLAG,...] [-p [SECONDS]]
        -E, --edit-service SERVICE       [-M NETMASK] [--pe ENGINE] [-o]; or change all that of one
        -D, --delete-service SERVICE   delete one, with its servers
        -C, --clear                    delete all
      Real servers
        -a, --add-server SERVICE -r HOST[:PORT]      add one: [-g | -i | -m] [-w WEIGHT] [-x UPPER]
        -e, --edit-server SERVICE -r HOST[:PORT]       [-y LOWER] [TUNNEL]; or change all that of one
        -d, --delete-server SERVICE -r HOST[:PORT]   delete one
      What there is
        -L, -l, --list [SERVICE]       rules; or -c (connections), --timeout or --daemon
        -Z, --zero [SERVICE]           set counters to 0
        -S, --save [-n]                all rules as command lines
        -R, --restore                  carry out command lines from standard input, or none of them
                                       where one makes no sense
      Timeouts and synchronization
        --set TCP TCPFIN UDP           seconds; 0 leaves one as it is
        --start-daemon master|backup   --mcast-interface NAME [--syncid 0-255] [--sync-maxlen BYTES]
                                       [--mcast-group ADDRESS] [--mcast-port PORT] [--mcast-ttl N]
        --stop-daemon master|backup
        -h, --help  -v, --version
      In the configuration of lvs-director instead of the kernel
        --adopt [--config FILE]        with -A -E -D -a -e -d: change the file of the node that runs
                                       here, but for the change as it is, and make it read that again

      -s, --scheduler    rr wrr lc wlc lblc lblcr dh sh sed nq fo ovf mh; wlc where none is named
      -b, --sched-flags  sh-port, sh-fallback, mh-port, mh-fallback; flag-1, flag-2, flag-3
      -p, --persistent   a client stays with its server; 360 s where no time is named
      -M, --netmask      clients of one network count as one: 255.255.255.0, or an IPv6 prefix length
      -o, --ops          schedule every datagram anew
      -r, --real-server  -w, --weight  -x, --u-threshold  -y, --l-threshold
      -g, --gatewaying   direct routing, the default; -m, --masquerading (NAT); -i, --ipip (tunnel)
      TUNNEL             --tun-type ipip|gue|gre, --tun-port PORT, --tun-nocsum, --tun-csum, --tun-remcsum
      For -L             -n, --numeric  --stats  --rate  --exact  --thresholds  --persistent-conn
                         --tun-info  --sort (as it is anyway)  --nosort

      Exit status: 0 done, 1 no such service to list, 2 a value makes no sense or there is no IPVS,
      255 an option makes no sense or the kernel refused.
      """;

  private Help() {}
}
