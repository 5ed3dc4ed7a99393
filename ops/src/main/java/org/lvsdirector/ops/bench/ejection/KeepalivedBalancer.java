package org.lvsdirector.ops.bench.ejection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Lab;

/** keepalived that checks every second and waits a second at most, with one retry. */
record KeepalivedBalancer(String check, List<String> servers) implements Balancer {
  @Override
  public String name() {
    return "keepalived " + check;
  }

  @Override
  public boolean connectsOnly() {
    return check.equals("tcp");
  }

  @Override
  public void start(Guest guest) {
    try {
      Files.writeString(guest.home().resolve("keepalived.conf"), configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    guest.spawn(
        "keepalived --dont-fork --log-console -f $LAB_HOME/keepalived.conf",
        "$LAB_HOME/keepalived.log");
  }

  private String configuration() {
    String pool =
        servers.stream()
            .map(address -> "  real_server " + address + " 80 {\n" + checker() + "  }\n")
            .collect(Collectors.joining());
    return """
        vrrp_instance web {
          state MASTER
          interface vec0
          virtual_router_id 51
          priority 150
          virtual_ipaddress {
            %1$s/32 dev vec0
          }
        }
        virtual_server %1$s 80 {
          delay_loop 1
          lvs_sched rr
          lvs_method DR
          protocol TCP
        %2$s}
        """
        .formatted(Lab.VIP, pool);
  }

  private String checker() {
    String timing = "      connect_timeout 1\n      retry 1\n      delay_before_retry 1\n    }\n";
    return connectsOnly()
        ? "    TCP_CHECK {\n" + timing
        : "    HTTP_GET {\n      url {\n        path /\n        status_code 200\n      }\n"
            + timing;
  }

  @Override
  public String log(Guest guest) {
    return guest.run("tail -40 $LAB_HOME/keepalived.log").text();
  }
}
