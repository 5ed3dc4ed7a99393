package org.lvsdirector.ops.bench;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.lvsdirector.ops.lab.DirectorPair;
import org.lvsdirector.ops.lab.DirectorProcess;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Lab;

/** This product. */
final class Product implements Contender {
  private final String name;
  private final List<Mode> modes;
  private final DirectorPair.Setup setup;
  private final Lab lab;
  private final Map<String, DirectorProcess> processes = new HashMap<>();

  /** Its configuration is that of the modes but for what {@code change} makes of it. */
  Product(
      Lab lab,
      String name,
      List<Mode> modes,
      List<String> servers,
      UnaryOperator<DirectorPair.Setup> change) {
    this.lab = lab;
    this.name = name;
    this.modes = modes;
    this.setup = change.apply(Mode.setup(modes, servers));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Mode> modes() {
    return modes;
  }

  private DirectorProcess process(Guest guest) {
    return processes.computeIfAbsent(
        guest.name(),
        n -> new DirectorProcess(guest, DirectorPair.configuration(lab, guest, setup)));
  }

  @Override
  public void start(Guest guest) {
    modes.forEach(mode -> mode.prepare(guest));
    process(guest).start();
  }

  @Override
  public void kill(Guest guest) {
    process(guest).kill();
  }

  @Override
  public void stop(Guest guest) {
    process(guest).terminate();
  }

  @Override
  public boolean whole(Guest master, Guest backup) {
    return process(master).sees(2) && process(backup).sees(2);
  }

  /** Whether a machine holds the VIP and forwards. */
  boolean serves(Guest guest) {
    DirectorProcess process = process(guest);
    return process.holds(Lab.VIP) && process.status().path("ready").asBoolean();
  }

  /** When a machine's log says, by its clock, that both directors have become one cluster. */
  LocalDateTime joined(Guest guest) {
    return LocalDateTime.parse(
        guest.ok(
            "grep -m 1 ': 2 of 2 members' $LAB_HOME/director.log | cut -d ' ' -f 1,2 --output-delimiter T"));
  }

  @Override
  public String log(Guest guest) {
    return process(guest).log();
  }
}
