package org.lvsdirector.web.metrics;

import static org.lvsdirector.web.metrics.Families.labels;

import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.ServerRow;
import org.lvsdirector.ServiceRow;
import org.lvsdirector.web.metrics.Families.Labelled;

/** Services and their servers, as this node counts and checks them. */
final class ServiceMetrics {
  private final Families families;

  ServiceMetrics(Families families) {
    this.families = families;
  }

  void add(List<ServiceRow> rows) {
    List<Labelled<ServiceRow>> services = new ArrayList<>();
    List<Labelled<ServerRow>> servers = new ArrayList<>();
    List<String> about = new ArrayList<>();
    for (ServiceRow row : rows) {
      services.add(new Labelled<>(row, labels("service", row.name())));
      about.add(
          labels(
              "service", row.name(),
              "key", row.key(),
              "group", row.group(),
              "scheduler", row.scheduler(),
              "forward", row.forward()));
      for (ServerRow server : row.servers()) {
        servers.add(
            new Labelled<>(server, labels("service", row.name(), "server", server.address())));
      }
    }
    families.info("service", "Services as configured", about);
    services(services);
    servers(servers);
  }

  private void services(List<Labelled<ServiceRow>> services) {
    families.gauge("service_servers", "Servers that there are", services, ServiceRow::total);
    families.gauge(
        "service_servers_up", "Servers that take new connections", services, ServiceRow::up);
    families.holds("service_sorry", "Whether the sorry server serves", services, ServiceRow::sorry);
    families.holds(
        "service_faulty",
        "Whether the data plane refused the service",
        services,
        it -> !it.fault().isEmpty());
    families.counter("service_connections", "Scheduled", services, it -> it.load().connections());
    families.counter("service_in_packets", "From clients", services, it -> it.load().inPackets());
    families.counter("service_out_packets", "To clients", services, it -> it.load().outPackets());
    families.counter("service_in_bytes", "From clients", services, it -> it.load().inBytes());
    families.counter("service_out_bytes", "To clients", services, it -> it.load().outBytes());
  }

  private void servers(List<Labelled<ServerRow>> servers) {
    families.holds("server_up", "Whether it takes new connections", servers, ServerRow::serves);
    families.gauge(
        "server_weight", "In force; 0 while down or drained", servers, ServerRow::weight);
    families.gauge("server_active_connections", "Established", servers, it -> it.load().active());
    families.gauge(
        "server_inactive_connections", "In other states", servers, it -> it.load().inactive());
    families.counter("server_connections", "Scheduled", servers, it -> it.load().connections());
    families.counter("server_in_bytes", "From clients", servers, it -> it.load().inBytes());
    families.counter("server_out_bytes", "To clients", servers, it -> it.load().outBytes());
    families.gauge(
        "server_check_seconds",
        "How long the newest check took",
        servers,
        it -> it.checkMillis() == null ? null : it.checkMillis() / 1e3);
    families.holds(
        "server_draining",
        "Whether an operator drains it",
        servers,
        it -> it.condition().equals("draining") || it.condition().equals("drained"));
  }
}
