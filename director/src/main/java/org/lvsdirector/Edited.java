package org.lvsdirector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lvsdirector.config.Config;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.VirtualService;

/** How services and servers differ from the configuration file. */
final class Edited {
  private final Map<String, VirtualService> file = new HashMap<>();
  private final Map<String, Map<Endpoint, RealServer>> servers = new HashMap<>();

  /** What differs from this configuration, which is the file's. */
  Edited(Config config) {
    for (VirtualService service : config.services()) {
      file.put(service.name(), service);
    }
  }

  /** {@code added}, {@code changed}, or empty. */
  String of(VirtualService service) {
    VirtualService written = file.get(service.name());
    if (written == null) {
      return "added";
    }
    return Objects.equals(written, service) ? "" : "changed";
  }

  /** {@code added}, {@code changed}, or empty. */
  String of(String service, RealServer server) {
    RealServer written = written(service, server);
    if (written == null) {
      return "added";
    }
    return Objects.equals(written, server) ? "" : "changed";
  }

  /** The weight that the file has; null where it does not have the server. */
  Integer fileWeight(String service, RealServer server) {
    RealServer written = written(service, server);
    return written == null ? null : written.weight();
  }

  /** What differs of these services' servers, in their order. */
  List<ConfigChange> changes(List<VirtualService> services) {
    List<ConfigChange> changes = new ArrayList<>();
    for (VirtualService service : services) {
      for (RealServer server : service.servers()) {
        RealServer written = written(service.name(), server);
        if (written != null && !written.equals(server)) {
          changes.add(
              new ConfigChange(
                  service.name(),
                  server.endpoint().toString(),
                  ConfigChange.Settings.of(written),
                  ConfigChange.Settings.of(server)));
        }
      }
    }
    return changes;
  }

  private RealServer written(String service, RealServer server) {
    return servers.computeIfAbsent(service, this::byEndpoint).get(server.endpoint());
  }

  private Map<Endpoint, RealServer> byEndpoint(String service) {
    Map<Endpoint, RealServer> found = new HashMap<>();
    VirtualService written = file.get(service);
    if (written != null) {
      written.servers().forEach(server -> found.put(server.endpoint(), server));
    }
    return found;
  }
}
