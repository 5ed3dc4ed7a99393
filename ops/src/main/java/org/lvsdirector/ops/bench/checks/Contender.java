package org.lvsdirector.ops.bench.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Jvm;
import org.lvsdirector.ops.lab.Lab;

/** Who checks. */
enum Contender {
  /** This product's checks, without the rest of a director. */
  PRODUCT("lvs-director", "java") {
    @Override
    void start(Guest guest, Workload workload) {
      spawn(
          guest,
          Jvm.command(Checker.class, MEGABYTES, guest.home().toString(), workload.spelled()));
    }

    @Override
    void reload(Guest guest) throws IOException {
      Files.createFile(guest.home().resolve("reload"));
    }
  },
  /** The same with an idle connection to each server. */
  SENTINELS("lvs-director with sentinels", "java") {
    @Override
    void start(Guest guest, Workload workload) {
      spawn(
          guest,
          Jvm.command(
              Checker.class, MEGABYTES, guest.home().toString(), workload.spelled(), "sentinels"));
    }

    @Override
    void reload(Guest guest) throws IOException {
      PRODUCT.reload(guest);
    }
  },
  /** keepalived's checker process, with IPVS rules but without VRRP. */
  KEEPALIVED("keepalived", "keepalived") {
    @Override
    void start(Guest guest, Workload workload) throws IOException {
      Files.writeString(guest.home().resolve(CONF), configuration(workload, 0));
      spawn(guest, "keepalived --check --dont-fork --log-console -f $LAB_HOME/" + CONF);
    }

    @Override
    void reload(Guest guest) throws IOException {
      Path conf = guest.home().resolve(CONF);
      Files.writeString(conf, Files.readString(conf).replaceFirst("weight 1\n", "weight 2\n"));
      guest.ok("kill -HUP $(pgrep -o -x keepalived)");
    }
  };

  private static final int MEGABYTES = 192;
  private static final String CONF = "keepalived.conf";
  private static final int SERVERS_A_SERVICE = 198;
  private static final int FIRST_PORT = 1000;

  private final String word;
  private final String process;

  Contender(String word, String process) {
    this.word = word;
    this.process = process;
  }

  String word() {
    return word;
  }

  /** The name of its processes, of which the machine has no others. */
  String process() {
    return process;
  }

  static Contender of(String option) {
    return valueOf(option.toUpperCase(Locale.ROOT));
  }

  /** Starts it; does not wait. */
  abstract void start(Guest guest, Workload workload) throws IOException;

  /** Has it read its configuration anew, in which one thing has changed; does not wait. */
  abstract void reload(Guest guest) throws IOException;

  private static void spawn(Guest guest, String command) {
    guest.spawn("prlimit --nofile=100000 " + command, "$LAB_HOME/output");
  }

  private static String configuration(Workload workload, int first) {
    List<String> addresses = workload.addresses().toList();
    StringBuilder text = new StringBuilder();
    for (int at = first; at < addresses.size(); at += SERVERS_A_SERVICE) {
      text.append(
          """
          virtual_server %s %d {
            delay_loop %d
            lvs_sched wrr
            lvs_method NAT
            protocol TCP
          %s}
          """
              .formatted(
                  Lab.VIP,
                  FIRST_PORT + at / SERVERS_A_SERVICE,
                  workload.seconds(),
                  addresses.subList(at, Math.min(addresses.size(), at + SERVERS_A_SERVICE)).stream()
                      .map(address -> server(workload, address))
                      .collect(Collectors.joining())));
    }
    return text.toString();
  }

  private static String server(Workload workload, String address) {
    String check =
        workload.http() ? "HTTP_GET {\n url {\n path /\n status_code 200\n }\n" : "TCP_CHECK {\n";
    return "real_server %s %d {\nweight 1\n%sconnect_timeout 1\nretry 1\ndelay_before_retry 1\n}\n}\n"
        .formatted(address, Workload.PORT, check);
  }
}
