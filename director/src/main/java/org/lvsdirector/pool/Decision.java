package org.lvsdirector.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.ServiceQuorum;
import org.lvsdirector.model.ServiceQuorum.OnLost;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.pool.Turn.Role;
import org.lvsdirector.reconcile.Placement;

/**
 * Decides which servers of a service get its traffic: the operator's word first, then the checks as
 * far as they are believed, then levels and quorum, and last how fast a server may come back. A
 * pure function of what is known and of what was decided before.
 */
public final class Decision {
  private final VirtualService service;
  private final long now;
  private final Belief belief;
  private final Duty duty;
  private final boolean quorate;
  private final long alive;
  private final Map<Endpoint, Role> roles = new HashMap<>();
  private OptionalLong due = OptionalLong.empty();

  private Decision(VirtualService service, List<Ward> wards, boolean quorateBefore, long now) {
    this.service = service;
    this.now = now;
    belief = Belief.of(wards, service.policy());
    duty =
        belief.panic()
            ? Duty.all(belief.wards())
            : Duty.of(belief.wards(), service.policy().levelServers());
    alive = weight(Ward::able);
    quorate = quorate(quorateBefore);
  }

  /**
   * Decides.
   *
   * @param verdicts of the service's servers, in their order
   * @param before what the last decision said is to be remembered
   * @param now by {@link System#nanoTime}
   */
  public static Turn turn(
      VirtualService service, List<Verdict> verdicts, PoolState before, long now) {
    List<Ward> wards = new ArrayList<>(verdicts.size());
    for (int i = 0; i < verdicts.size(); i++) {
      RealServer server = service.servers().get(i);
      Verdict verdict = verdicts.get(i);
      ServerState state =
          before
              .servers()
              .getOrDefault(server.endpoint(), ServerState.PLAIN)
              .next(server.state(), verdict.state(), service.policy().slowStart(), now);
      wards.add(new Ward(server, verdict.state(), verdict.weightOf(server.weight()), state));
    }
    return new Decision(service, wards, before.quorate(), now).turn();
  }

  private boolean quorate(boolean before) {
    ServiceQuorum quorum = service.policy().quorum();
    return !quorum.isOn()
        || (before ? !quorum.lostBy(alive + weight(Ward::unknown)) : quorum.gainedBy(alive));
  }

  private long weight(Predicate<Ward> which) {
    long sum = 0;
    for (Ward ward : belief.wards()) {
      sum += which.test(ward) ? ward.weight() : 0;
    }
    return sum;
  }

  private Turn turn() {
    List<Placement> placements = new ArrayList<>(belief.wards().size());
    Map<Endpoint, ServerState> states = new HashMap<>();
    for (Ward ward : belief.wards()) {
      placements.add(placement(ward));
      if (!ward.state().isPlain()) {
        states.put(ward.server().endpoint(), ward.state());
      }
    }
    OnLost onLost = service.policy().quorum().onLost();
    return new Turn(
        new PoolState(states, quorate),
        placements,
        roles,
        belief.panic(),
        duty.sure(),
        !quorate && onLost == OnLost.WITHDRAW,
        !quorate && onLost == OnLost.STAND_DOWN,
        alive,
        due);
  }

  private Placement placement(Ward ward) {
    RealServer server = ward.server();
    if (mayComeBack(ward)) {
      return new Placement.Sticky(Math.max(1, ward.weight()));
    }
    if (ward.able() || ward.unknown()) {
      if (!quorate && restsWithoutQuorum()) {
        roles.put(server.endpoint(), Role.NO_QUORUM);
        return new Placement.Quiesce();
      }
      if (server.level() > duty.sure()) {
        roles.put(server.endpoint(), Role.STANDBY);
        return server.level() > duty.perhaps()
            ? new Placement.Quiesce()
            : new Placement.Undecided();
      }
    }
    if (belief.spared().contains(server.endpoint())) {
      roles.put(server.endpoint(), Role.SPARED);
    }
    return Placement.of(server.state(), ward.health(), service.onDown(), risen(ward));
  }

  private boolean restsWithoutQuorum() {
    return service.policy().quorum().onLost() == OnLost.SORRY && service.sorryServer().isPresent();
  }

  /** A client that belongs to a draining server may, where the drain says so. */
  private boolean mayComeBack(Ward ward) {
    RealServer server = ward.server();
    return server.state() == AdminState.DRAIN
        && server.drain().templates() == DrainOrder.Templates.RESPECT
        && service.persistence().isOn()
        && ward.health() == HealthState.UP;
  }

  /** The weight that a server has got to since it came back. */
  private int risen(Ward ward) {
    Optional<Ramp> ramp = ward.state().ramp().filter(rising -> ward.able());
    if (ramp.isEmpty()) {
      return ward.weight();
    }
    Duration takes = service.policy().slowStart();
    roles.put(ward.server().endpoint(), Role.SLOW_START);
    ramp.get().next(ward.weight(), takes, now).ifPresent(this::again);
    return ramp.get().weight(ward.weight(), takes, now);
  }

  private void again(long at) {
    due = OptionalLong.of(due.isEmpty() || at - due.getAsLong() < 0 ? at : due.getAsLong());
  }
}
