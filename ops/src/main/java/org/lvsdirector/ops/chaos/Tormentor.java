package org.lvsdirector.ops.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.lvsdirector.ops.lab.DirectorProcess;
import org.lvsdirector.ops.lab.Guest;

/** Does a fault to the cluster, and heals it. */
record Tormentor(Cluster cluster) {

  static List<String> targets(Step step) {
    return Arrays.asList(step.target().split("\\+", -1));
  }

  void strike(Step step) {
    List<String> targets = targets(step);
    if (step.kind() == Kind.SERVER_DEATH) {
      cluster.server(step.target()).kill();
      return;
    }
    DirectorProcess process = cluster.member(targets.get(0));
    Guest guest = process.guest();
    switch (step.kind()) {
      case POWER_CUT -> guest.powerCut();
      case FREEZE -> guest.freeze();
      case KILL -> process.kill();
      case PAUSE -> process.pause();
      case CABLE -> guest.unplug();
      case MUTE -> rules("in", "iifname " + guest.name() + "-0");
      case DEAF -> rules("through", "oifname " + guest.name() + "-0");
      case PARTITION -> {
        String one = targets.get(0) + "-0";
        String two = targets.get(1) + "-0";
        rules("through", "iifname " + one + " oifname " + two);
        rules("through", "iifname " + two + " oifname " + one);
      }
      case CLOCK -> guest.ok("date -s @$(($(date +%s) + " + step.length() / 1000 + "))");
      case HOG ->
          guest.ok(
              "for i in 1 2 3 4; do timeout %.1f sh -c 'while :; do :; done' >/dev/null 2>&1 & done"
                  .formatted(step.length() / 1000.0));
      case RELOAD -> process.reload();
      case STOP -> process.terminate();
      default -> throw new AssertionError(step.kind() + " is not known here");
    }
  }

  void heal(Step step) {
    if (step.kind() == Kind.SERVER_DEATH) {
      cluster.server(step.target()).start();
      return;
    }
    DirectorProcess process = cluster.member(targets(step).get(0));
    Guest guest = process.guest();
    switch (step.kind()) {
      case POWER_CUT -> {
        guest.boot().awaitUp();
        process.start();
      }
      case FREEZE -> guest.thaw();
      case KILL -> process.start();
      case PAUSE -> process.resume();
      case CABLE -> guest.plug();
      case MUTE, DEAF, PARTITION -> unruled(targets(step));
      case STOP -> {
        process.stop();
        process.start();
      }
      default -> {
        // It ends by itself, or has no end.
      }
    }
  }

  private void rules(String chain, String match) {
    cluster.lab().ok("nft add rule bridge chaos " + chain + " " + match + " drop");
  }

  /** Removes the rules that name all of these machines. */
  private void unruled(List<String> machines) {
    String all =
        machines.stream().map(it -> "/\"" + it + "-0\"/").collect(Collectors.joining(" && "));
    cluster
        .lab()
        .ok(
            """
            for chain in in through; do
              nft -a list chain bridge chaos $chain | awk '%s {print $NF}' |
                while read -r handle; do nft delete rule bridge chaos $chain handle $handle; done
            done
            """
                .formatted(all));
  }
}
