package org.lvsdirector.ops.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A machine of its own kernel (user-mode Linux with IPVS), on the host's file system read-only.
 *
 * <p>Its data link is {@code vec0}; {@code vec1} carries only the harness's commands, so that
 * pulling the data cable cuts nothing else. {@code $LAB_HOME} in its commands is a folder of its
 * own that outlives it.
 */
public final class Guest implements Machine {
  private static final int PORT = 7070;
  private static final List<String> HIDDEN = List.of("/tmp", "/run", "/dev/shm");

  private final Lab lab;
  private final String name;
  private final int host;
  private final int megabytes;

  Guest(Lab lab, String name, int host, int megabytes) {
    this.lab = lab;
    this.name = name;
    this.host = host;
    this.megabytes = megabytes;
    lab.ok(
        """
        set -e
        mkdir %1$s
        ip tuntap add %1$s-0 mode tap
        ip tuntap add %1$s-1 mode tap
        ip link set %1$s-0 master br0 up
        ip link set %1$s-1 master br1 up
        """
            .formatted(name));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String address() {
    return Lab.DATA + host;
  }

  /** The link-layer address of the data link. */
  public String mac() {
    return "02:00:00:00:00:%02x".formatted(host);
  }

  /** The folder {@code $LAB_HOME}, as host and guest both see it. */
  public Path home() {
    return lab.folder().resolve(name);
  }

  /** Switches the machine on; {@link #awaitUp()} waits for it. */
  public Guest boot() {
    String preload =
        Files.exists(lab.folder().resolve("uml-xstate.so"))
            ? "env LD_PRELOAD=" + lab.folder().resolve("uml-xstate.so") + " "
            : "";
    // A process namespace of its own: killing its first process is a power cut for all the host
    // processes that make up one guest.
    lab.ok(
        """
        rm -rf %s/uml
        setsid unshare --pid --fork --kill-child %s/usr/bin/linux.uml mem=%dM \
          rootfstype=hostfs rootflags=/ ro quiet init=%s/guest-init panic=-1 \
          con=null con0=null,fd:1 umid=%s uml_dir=%s/uml/ \
          %s %s LAB_NAME=%s LAB_DATA=%s/24 LAB_CONTROL=%s/24 LAB_PORT=%d LAB_FOLDER=%s LAB_EXPOSE=%s \
          >>%s/console.log 2>&1 </dev/null &
        echo $! >%s/pid
        """
            .formatted(
                home(),
                preload,
                megabytes,
                lab.folder(),
                name,
                home(),
                link(0, mac()),
                link(1, "02:00:00:01:00:%02x".formatted(host)),
                name,
                address(),
                Lab.CONTROL + host,
                PORT,
                lab.folder(),
                exposed(),
                name,
                name));
    return this;
  }

  private String link(int index, String mac) {
    return "vec%d:transport=tap,ifname=%s-%d,depth=128,mac=%s".formatted(index, name, index, mac);
  }

  /** What the guest's own /tmp, /run or /dev/shm would hide of the programs it is to run. */
  private static String exposed() {
    Set<String> paths = new TreeSet<>();
    Project.find().ifPresent(root -> paths.add(root.toString()));
    String all = Jvm.classPath() + ":" + System.getProperty("java.home");
    for (String entry : all.split(":", -1)) {
      Path path = Path.of(entry);
      paths.add((Files.isDirectory(path) ? path : path.getParent()).toString());
    }
    return paths.stream()
        .filter(path -> HIDDEN.stream().anyMatch(hidden -> path.startsWith(hidden + "/")))
        .filter(path -> Files.isDirectory(Path.of(path)))
        .collect(Collectors.joining(":"));
  }

  /**
   * Waits until the machine runs commands.
   *
   * @throws LabException with its console after 30 s
   */
  public Guest awaitUp() {
    Await.until(
        name + " answers",
        Duration.ofSeconds(30),
        Duration.ofMillis(100),
        () -> run("true", Duration.ofSeconds(20)).ok(),
        this::console);
    return this;
  }

  /** What its kernel and its init said. */
  public String console() {
    return lab.run("cat " + name + "/console.log").text();
  }

  /** {@inheritDoc} Exit status 255 with no output means that the machine could not be reached. */
  @Override
  public Output run(String script, Duration limit) {
    String address = Lab.CONTROL + host + ":" + PORT;
    Output output =
        lab.run(
            "printf '%s\\0' "
                + quote(script)
                + " | socat -t 3600 - TCP:"
                + address
                + ",connect-timeout=2 2>/dev/null",
            limit);
    String text = output.text();
    int end = text.lastIndexOf('\n', text.length() - 2);
    if (!output.ok() || end < 0) {
      return new Output(255, text);
    }
    return new Output(Integer.parseInt(text.substring(end + 1).strip()), text.substring(0, end));
  }

  static String quote(String script) {
    return "'" + script.replace("'", "'\\''") + "'";
  }

  /** Whether the machine is switched on. */
  public boolean isOn() {
    return lab.run("pgrep -P $(cat " + name + "/pid)").ok();
  }

  /** Cuts the power: every process of the guest dies at once. */
  public void powerCut() {
    signal("KILL");
    Await.until(name + " is off", Duration.ofSeconds(10), () -> !isOn());
  }

  /** Stops the machine as it is; it hears, says and notices nothing until {@link #thaw()}. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets a frozen machine go on. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String signal) {
    lab.ok("kill -" + signal + " $(pgrep -P $(cat " + name + "/pid))");
  }

  /** Pulls the cable of the data link at the switch; the guest's link stays up. */
  public void unplug() {
    lab.ok("ip link set " + name + "-0 nomaster");
  }

  /** Puts the data cable back. */
  public void plug() {
    lab.ok("ip link set " + name + "-0 master br0");
  }

  /** Switches off in order. */
  public void halt() {
    run("sync; (sleep 0.2; echo o >/proc/sysrq-trigger) >/dev/null 2>&1 &");
    Await.until(name + " is off", Duration.ofSeconds(15), () -> !isOn());
  }
}
