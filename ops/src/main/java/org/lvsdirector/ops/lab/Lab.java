package org.lvsdirector.ops.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One lab: a data segment {@code br0} (172.16.1.0/24) and a control segment {@code br1}
 * (10.255.1.0/24) in a network namespace of its own, with guests, real servers and clients on them.
 *
 * <p>Labs do not know of each other, and nothing routes out of one. At {@link #close()}, at the end
 * of the JVM, and also when the JVM is killed, all of a lab's processes, namespaces and files go.
 * Set the system property {@code lab.keep} to keep the folder with the logs.
 */
public final class Lab implements AutoCloseable {
  /** The virtual address that clients use. */
  public static final String VIP = "172.16.1.111";

  static final String DATA = "172.16.1.";
  static final String CONTROL = "10.255.1.";

  private final Path folder;
  private final LabShell shell;
  private final Thread atExit = new Thread(this::end, "lab-close");
  private final List<ArpWatch> watches = new ArrayList<>();

  private Lab(Path folder, boolean keep) {
    this.folder = folder;
    this.shell = new LabShell(folder, keep);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Makes an empty lab.
   *
   * @throws LabException when this user may not (root is needed), or a tool is missing
   */
  public static Lab open() {
    try {
      Path parent = Files.createDirectories(Path.of(System.getProperty("lab.dir", "/var/tmp")));
      Path folder = Files.createTempDirectory(parent, "lvs-lab-");
      for (String name : List.of("lab-shell", "guest-init", "guest-agent", "uml-xstate.c")) {
        try (InputStream resource = Lab.class.getResourceAsStream(name)) {
          Files.copy(resource, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
      }
      folder.resolve("guest-init").toFile().setExecutable(true);
      Lab lab = new Lab(folder, Boolean.getBoolean("lab.keep"));
      try {
        lab.makeSegments();
      } catch (LabException e) {
        lab.close();
        throw e;
      }
      return lab;
    } catch (IOException e) {
      throw new LabException("cannot make the lab's folder", e);
    }
  }

  private void makeSegments() {
    for (String tool : List.of("linux.uml", "modprobe", "socat", "ip", "tcpdump", "pgrep")) {
      if (!run("PATH=$PATH:/usr/sbin:/sbin command -v " + tool).ok()) {
        throw new LabException(
            "the lab needs '"
                + tool
                + "': apt install user-mode-linux kmod socat iproute2 tcpdump procps");
      }
    }
    ok(
        """
        set -e
        echo 1 >/proc/sys/net/ipv6/conf/all/disable_ipv6
        echo 1 >/proc/sys/net/ipv6/conf/default/disable_ipv6
        for bridge in br0 br1; do
          ip link add $bridge type bridge forward_delay 0 mcast_snooping 0
          ip link set $bridge gso_max_segs 1 up
        done
        ip addr add 10.255.1.1/24 dev br1
        """);
    if (run("grep -qw amx_tile /proc/cpuinfo").ok()) {
      ok("cc -O2 -shared -fPIC -o uml-xstate.so uml-xstate.c");
    }
  }

  /** The folder of this run: logs, configurations, whatever guests write. Guests see it too. */
  public Path folder() {
    return folder;
  }

  /** The host's process id of the lab's first process, for {@code nsenter --all --target}. */
  public long pid() {
    return shell.pid();
  }

  /** Runs a bash script in the lab's own namespaces, where the bridges are. */
  public Output run(String script, Duration limit) {
    return shell.run(script, limit);
  }

  /** As {@link #run(String, Duration)} with {@link Machine#LIMIT}. */
  public Output run(String script) {
    return run(script, Machine.LIMIT);
  }

  /** Runs a script that must succeed; gives what it printed, without the white space around. */
  public String ok(String script) {
    Output output = run(script);
    if (!output.ok()) {
      throw new LabException(
          "lab: exit " + output.exit() + " from: " + script + "\n" + output.text());
    }
    return output.text().strip();
  }

  /**
   * A machine with an IPVS kernel, not yet switched on.
   *
   * @param host the last number of its addresses, 2 to 254
   */
  public Guest guest(String name, int host) {
    return new Guest(this, name, host, 512);
  }

  /** A network namespace on the data segment, at native speed. */
  public Namespace namespace(String name, int host) {
    return new Namespace(this, name, host);
  }

  /** A namespace with HTTP on port 80 and a line echo on port 7007, both started. */
  public RealServer realServer(String name, int host) {
    return new RealServer(namespace(name, host));
  }

  /** Starts listening to the ARP traffic of the data segment. */
  public ArpWatch watchArp() {
    return watchArp("", "br0");
  }

  /** The same as a machine on the segment hears it. */
  public ArpWatch watchArp(Namespace listener) {
    return watchArp("ip netns exec " + listener.name(), "eth0");
  }

  private ArpWatch watchArp(String where, String link) {
    ArpWatch watch = new ArpWatch(this, watches.size(), where, link);
    watches.add(watch);
    return watch;
  }

  private void end() {
    shell.close();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending: the hook has run or is running.
    }
  }
}
