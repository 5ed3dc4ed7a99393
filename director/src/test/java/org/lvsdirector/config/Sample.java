package org.lvsdirector.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The smallest configuration that has every section, whose keys a test can set one by one. */
final class Sample {
  private final Map<String, String> keys = new LinkedHashMap<>();

  Sample() {
    set("vip-groups[].name", "g");
    set("vip-groups[].interface", "lo");
    set("vip-groups[].vips", "[192.0.2.1]");
    set("services[].name", "s");
    set("services[].address", "192.0.2.1:80");
    set("services[].servers[].address", "192.0.2.2");
  }

  Sample set(String path, String value) {
    if (value.equals("-")) {
      keys.remove(path);
    } else {
      keys.put(path, value);
    }
    return this;
  }

  /** Sets what {@code path=value path=value} says; a value of - removes the key. */
  Sample setAll(String assignments) {
    for (String each : assignments.isEmpty() ? new String[0] : assignments.split(" ")) {
      int equals = each.indexOf('=');
      set(each.substring(0, equals), each.substring(equals + 1));
    }
    return this;
  }

  String text() {
    Map<String, String> top = section("");
    top.putIfAbsent("cluster", flow("cluster."));
    Map<String, String> group = section("vip-groups[].");
    for (String list : new String[] {"vips", "snat"}) {
      String place = flow("vip-groups[]." + list + "[].");
      if (!place.equals("{}")) {
        group.put(list, "[" + place + "]");
      }
    }
    top.putIfAbsent("vip-groups", "[" + join(group, ", ", "{", "}") + "]");
    Map<String, String> service = section("services[].");
    for (String inner : new String[] {"check", "tunnel", "quorum"}) {
      String keysOfIt = flow("services[]." + inner + ".");
      if (!keysOfIt.equals("{}")) {
        service.putIfAbsent(inner, keysOfIt);
      }
    }
    Map<String, String> server = section("services[].servers[].");
    String drain = flow("services[].servers[].drain.");
    if (!drain.equals("{}")) {
      server.putIfAbsent("drain", drain);
    }
    service.putIfAbsent("servers", "[" + join(server, ", ", "{", "}") + "]");
    top.putIfAbsent("services", "[" + join(service, ", ", "{", "}") + "]");
    top.putIfAbsent("defaults", flow("defaults."));
    top.putIfAbsent("timeouts", flow("timeouts."));
    Map<String, String> api = section("api.");
    String tls = flow("api.tls.");
    if (!tls.equals("{}")) {
      api.putIfAbsent("tls", tls);
    }
    top.putIfAbsent("api", join(api, ", ", "{", "}"));
    top.putIfAbsent("kernel-settings", flow("kernel-settings."));
    String hook = flow("notify[].");
    if (!hook.equals("{}")) {
      top.putIfAbsent("notify", "[" + hook + "]");
    }
    return join(top, "\n", "", "\n");
  }

  private String flow(String prefix) {
    return join(section(prefix), ", ", "{", "}");
  }

  private Map<String, String> section(String prefix) {
    Map<String, String> section = new LinkedHashMap<>();
    keys.forEach(
        (path, value) -> {
          String name = path.startsWith(prefix) ? path.substring(prefix.length()) : ".";
          if (!name.contains(".")) {
            section.put(name, value);
          }
        });
    return section;
  }

  private static String join(Map<String, String> map, String between, String open, String close) {
    return map.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(between, open, close));
  }
}
