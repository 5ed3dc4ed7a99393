package org.lvsdirector.ops.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Lab;

/**
 * keepalived with the kernel's connection sync, neither node preferred, servers checked every
 * second.
 *
 * @param name the name in the table
 * @param interval seconds between advertisements; below 1 it speaks VRRPv3
 * @param modes DR and NAT; it has no other that the benchmarks use
 * @param servers addresses of the real servers
 */
record Keepalived(String name, double interval, List<Mode> modes, List<String> servers)
    implements Contender {
  /**
   * Stopped first, so that all end as if at once: a parent would start a killed child again, and a
   * child that outlives its parent by a moment stops in order.
   */
  private static final String KILL =
      "read -r a </run/vrrp.pid; read -r b </run/checkers.pid; read -r c </run/keepalived.pid;"
          + " kill -STOP $c $a $b; kill -KILL $c $a $b";

  private String configuration(Guest guest) {
    return """
        global_defs {
          router_id %s
          lvs_sync_daemon vec0 web
        }
        vrrp_instance web {
          %s
          state BACKUP
          nopreempt
          interface vec0
          virtual_router_id 51
          priority %d
          advert_int %s
          virtual_ipaddress {
        %s
          }
        }
        %s
        """
        .formatted(
            guest.name(),
            interval < 1 ? "version 3" : "version 2",
            guest.name().equals("d1") ? 150 : 100,
            interval >= 1 ? "1" : Double.toString(interval),
            Mode.vips(modes).stream()
                .map(vip -> "    " + vip + " dev vec0")
                .collect(Collectors.joining("\n")),
            service(80, modes.get(0))
                + modes.stream()
                    .map(mode -> service(mode.port(), mode))
                    .collect(Collectors.joining()));
  }

  private String service(int port, Mode mode) {
    String pool =
        servers.stream()
            .map(
                address ->
                    "  real_server %s %d {\n    TCP_CHECK {\n      connect_timeout 1\n    }\n  }\n"
                        .formatted(address, port))
            .collect(Collectors.joining());
    return """
        virtual_server %s %d {
          delay_loop 1
          lvs_sched rr
          lvs_method %s
          protocol TCP
        %s}
        """
        .formatted(Lab.VIP, port, mode, pool);
  }

  @Override
  public void start(Guest guest) {
    try {
      Files.writeString(guest.home().resolve("keepalived.conf"), configuration(guest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    guest.spawn(
        "keepalived --dont-fork --log-console -f $LAB_HOME/keepalived.conf",
        "$LAB_HOME/keepalived.log");
  }

  @Override
  public void kill(Guest guest) {
    guest.ok(KILL);
  }

  @Override
  public void stop(Guest guest) {
    guest.ok("read -r pid </run/keepalived.pid && kill -TERM $pid");
  }

  @Override
  public boolean whole(Guest master, Guest backup) {
    return backup.run("read -r pid </run/keepalived.pid && kill -0 $pid").ok()
        && backup.run("ipvsadm -l --daemon | grep -q backup").ok()
        && master.run("ipvsadm -l --daemon | grep -q master").ok();
  }

  @Override
  public String log(Guest guest) {
    return guest.run("tail -40 $LAB_HOME/keepalived.log").text();
  }
}
