package org.lvsdirector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.lvsdirector.config.Config;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.VirtualService;

/** How services and servers differ from the configuration file. */
final class Edited {
  private final Map<String, VirtualService> file = new LinkedHashMap<>();
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

  /** What differs between these services and the file's: in their order, then what is gone. */
  List<ConfigChange> changes(List<VirtualService> services) {
    List<ConfigChange> changes = new ArrayList<>();
    Set<String> present = new HashSet<>();
    for (VirtualService service : services) {
      present.add(service.name());
      if (file.containsKey(service.name())) {
        changes(service, changes);
      } else {
        changes.add(new ConfigChange(service.name(), "", "added", null, null));
      }
    }
    file.keySet().stream()
        .filter(name -> !present.contains(name))
        .forEach(name -> changes.add(new ConfigChange(name, "", "removed", null, null)));
    return changes;
  }

  private void changes(VirtualService service, List<ConfigChange> changes) {
    Map<Endpoint, RealServer> gone = new LinkedHashMap<>();
    file.get(service.name()).servers().forEach(it -> gone.put(it.endpoint(), it));
    for (RealServer server : service.servers()) {
      RealServer written = gone.remove(server.endpoint());
      if (!server.equals(written)) {
        changes.add(change(service, written == null ? "added" : "changed", written, server));
      }
    }
    gone.values().forEach(written -> changes.add(change(service, "removed", written, null)));
  }

  private static ConfigChange change(
      VirtualService service, String edited, RealServer written, RealServer now) {
    return new ConfigChange(
        service.name(),
        (now == null ? written : now).endpoint().toString(),
        edited,
        written == null ? null : ConfigChange.Settings.of(written),
        now == null ? null : ConfigChange.Settings.of(now));
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
