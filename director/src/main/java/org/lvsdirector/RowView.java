package org.lvsdirector;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.Status.ServerStatus;
import org.lvsdirector.Status.ServiceStatus;
import org.lvsdirector.config.Config;
import org.lvsdirector.drain.DrainStatus;
import org.lvsdirector.healthcheck.Check;
import org.lvsdirector.model.Checks;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.pool.Decided;
import org.lvsdirector.traffic.Meter;

/** Turns what is known of services into the rows that the API lists. */
final class RowView {
  private final Config config;
  private final StatusView view;
  private final Meter meter;
  private final Charges charges;
  private final Map<String, String> masters;
  private final Edited edited;
  private final Map<String, DrainStatus> drains = new HashMap<>();

  /**
   * At one moment.
   *
   * @param masters by VIP group: who has it
   */
  RowView(
      Config config,
      StatusView view,
      Meter meter,
      Charges charges,
      Map<String, String> masters,
      Edited edited,
      List<DrainStatus> drains) {
    this.config = config;
    this.view = view;
    this.meter = meter;
    this.charges = charges;
    this.masters = masters;
    this.edited = edited;
    drains.forEach(drain -> this.drains.put(drain.service() + "/" + drain.server(), drain));
  }

  ServiceRow row(Decided pool) {
    VirtualService service = pool.watched().service();
    ServiceStatus status = view.service(pool);
    List<ServerRow> servers = new ArrayList<>();
    for (int i = 0; i < status.servers().size(); i++) {
      servers.add(server(pool, i, status.servers().get(i)));
    }
    int up = (int) servers.stream().filter(ServerRow::serves).count();
    Optional<String> group = charges.group(service.key());
    return new ServiceRow(
        service.name(),
        status.key(),
        group.orElse(""),
        group.map(it -> masters.getOrDefault(it, "")).orElse(config.node()),
        state(status, servers, up),
        status.fault(),
        pool.words(),
        status.scheduler(),
        status.forward(),
        service.key() instanceof ServiceKey.Address key ? key.protocol().label() : "fwmark",
        service.persistence().timeout().toSeconds(),
        check(service),
        status.sorry(),
        up,
        servers.size(),
        meter.of(service.key()),
        edited.of(service),
        Etags.of(service),
        servers);
  }

  private ServerRow server(Decided pool, int index, ServerStatus status) {
    VirtualService service = pool.watched().service();
    RealServer server = service.servers().get(index);
    Optional<DrainStatus> drain =
        Optional.ofNullable(drains.get(service.name() + "/" + status.address()));
    ServerView known = new ServerView(view.checking(), pool, index);
    return new ServerRow(
        status.address(),
        condition(status, drain),
        status.state(),
        status.health(),
        status.since(),
        status.lastCheck(),
        known.took().map(RowView::millis).orElse(null),
        known.certificateDays(),
        known.checkup(),
        status.weight(),
        status.configuredWeight(),
        edited.fileWeight(service.name(), server),
        meter.of(service.key(), server.endpoint()),
        edited.of(service.name(), server),
        drain.orElse(null),
        DrainPlan.of(server.drain()),
        Etags.of(server));
  }

  /** All there is to say of a server in a word. */
  static String condition(ServerStatus status, Optional<DrainStatus> drain) {
    return switch (status.state()) {
      case "down" -> "disabled";
      case "drain" ->
          drain.map(DrainStatus::phase).filter("drained"::equals).isPresent()
              ? "drained"
              : "draining";
      default -> status.health();
    };
  }

  /** The worst that holds for a service. */
  static String state(ServiceStatus status, List<ServerRow> servers, int up) {
    if (!status.fault().isEmpty()) {
      return "fault";
    }
    if (status.sorry()) {
      return "sorry";
    }
    if (up == 0) {
      return "down";
    }
    boolean lacks =
        servers.stream()
            .anyMatch(it -> it.condition().equals("down") || it.condition().equals("unknown"));
    return lacks ? "degraded" : "up";
  }

  private static String check(VirtualService service) {
    return service.servers().stream()
        .map(service::checksOf)
        .filter(Checks::any)
        .findFirst()
        .map(RowView::text)
        .orElse("");
  }

  private static String text(Checks checks) {
    String each = checks.list().stream().map(RowView::text).distinct().collect(joining(", "));
    return checks.list().size() == 1 ? each : checks.require() + " of " + each;
  }

  private static String text(Check check) {
    String kind =
        check.probe().getClass().getSimpleName().replace("Probe", "").toLowerCase(Locale.ROOT);
    return kind + " every " + millis(check.pace().interval()) / 1000 + " s";
  }

  private static Double millis(Duration time) {
    return Math.round(time.toNanos() / 1e5) / 10.0;
  }
}
