package org.lvsdirector.ops.bench.ejection;

import java.util.List;
import org.lvsdirector.ops.lab.DirectorPair;
import org.lvsdirector.ops.lab.DirectorProcess;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Lab;

/** This product with its default timing, a pair of which only one node runs. */
record ProductBalancer(Lab lab, String check, List<String> servers) implements Balancer {
  @Override
  public String name() {
    return "lvs-director " + check;
  }

  @Override
  public boolean connectsOnly() {
    return check.equals("tcp");
  }

  @Override
  public void start(Guest guest) {
    DirectorPair.Setup setup =
        DirectorPair.Setup.directRouting(servers).withCheck("{type: " + check + "}");
    new DirectorProcess(guest, DirectorPair.configuration(lab, guest, setup)).start();
  }

  @Override
  public String log(Guest guest) {
    return guest.run("tail -60 $LAB_HOME/director.log").text();
  }
}
