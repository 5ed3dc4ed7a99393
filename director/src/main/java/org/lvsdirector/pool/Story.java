package org.lvsdirector.pool;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.healthcheck.Weight;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.EventSink;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.ServiceQuorum;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.reconcile.ServerId;

/** Tells what has changed from one decision about a service to the next, each thing once. */
final class Story {
  private final EventSink events;
  private final Chronicle chronicle;

  Story(EventSink events, Chronicle chronicle) {
    this.events = events;
    this.chronicle = chronicle;
  }

  /**
   * Tells.
   *
   * @param before null when the service is new
   */
  void tell(Decided before, Decided after) {
    VirtualService service = after.watched().service();
    Map<Endpoint, Verdict> known = before == null ? Map.of() : byServer(before);
    List<RealServer> servers = service.servers();
    for (int i = 0; i < servers.size(); i++) {
      Endpoint server = servers.get(i).endpoint();
      Verdict old = known.get(server);
      Verdict now = after.verdicts().get(i);
      HealthState was = old == null ? HealthState.UNKNOWN : old.state();
      ServerId place = new ServerId(service.name(), server);
      if (after.watched().watches().get(i).isEmpty()) {
        continue;
      }
      if (was != now.state()) {
        server(place, was, now);
      } else if (old != null && !old.weight().equals(now.weight())) {
        events.emit(
            "server-weight",
            place.toString(),
            "shall have %s, had %s: %s".formatted(wish(now), wish(old), now.text()));
      }
    }
    service(service.name(), before == null ? Turn.NONE : before.turn(), after);
  }

  private static String wish(Verdict verdict) {
    return verdict.weight().map(Weight::words).orElse("the configured weight");
  }

  private void server(ServerId place, HealthState was, Verdict now) {
    String kind =
        switch (now.state()) {
          case UP -> "server-up";
          case DOWN -> "server-down";
          case UNKNOWN -> "server-unknown";
        };
    String text = now.text().isEmpty() ? "not probed yet" : now.text();
    chronicle.add(place, new Transition(Instant.now(), was, now.state(), text));
    events.emit(kind, place.toString(), "is %s, was %s: %s".formatted(now.state(), was, text));
  }

  private void service(String name, Turn was, Decided after) {
    Turn now = after.turn();
    ServiceQuorum quorum = after.watched().service().policy().quorum();
    if (now.state().quorate() != was.state().quorate()) {
      events.emit(
          now.state().quorate() ? "quorum-gained" : "quorum-lost",
          name,
          "servers of weight %d are alive, needed are %d, hysteresis %d%s"
              .formatted(
                  now.alive(),
                  quorum.weight(),
                  quorum.hysteresis(),
                  now.state().quorate() ? "" : "; " + consequence(after)));
    }
    if (now.panic() != was.panic()) {
      events.emit(
          now.panic() ? "panic" : "panic-over",
          name,
          "%d of %d servers pass their checks; %s"
              .formatted(
                  after.verdicts().stream().filter(it -> it.state() != HealthState.DOWN).count(),
                  after.verdicts().size(),
                  now.panic()
                      ? "that is below panic: %d%%, so checks are not believed and all serve"
                          .formatted(after.watched().service().policy().panic())
                      : "checks are believed again"));
    }
    if (now.level() != was.level() && !now.panic() && !was.panic()) {
      events.emit(
          "level-changed",
          name,
          now.level() > was.level()
              ? "servers of level %d serve, too: too few of those below can".formatted(now.level())
              : "servers up to level %d suffice again".formatted(now.level()));
    }
  }

  private static String consequence(Decided after) {
    boolean sorry = after.watched().service().sorryServer().isPresent();
    return switch (after.watched().service().policy().quorum().onLost()) {
      case SORRY ->
          sorry
              ? "the sorry server gets all new connections"
              : "there is no sorry server, so those that live go on";
      case WITHDRAW -> "the service is withdrawn";
      case STAND_DOWN -> "this node can not be its master";
    };
  }

  private static Map<Endpoint, Verdict> byServer(Decided pool) {
    Map<Endpoint, Verdict> verdicts = new HashMap<>();
    List<RealServer> servers = pool.watched().service().servers();
    for (int i = 0; i < servers.size(); i++) {
      verdicts.put(servers.get(i).endpoint(), pool.verdicts().get(i));
    }
    return verdicts;
  }
}
