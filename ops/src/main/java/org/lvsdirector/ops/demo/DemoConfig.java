package org.lvsdirector.ops.demo;

import java.util.stream.Collectors;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

/** The configuration of the demonstration's directors. */
final class DemoConfig {
  private DemoConfig() {}

  /**
   * The YAML text for one of them.
   *
   * @param number 1 or 2
   */
  static String yaml(Places places, int number) {
    Endpoint cluster = places.cluster().get(number - 1);
    return """
        node: d%d
        cluster:
          name: demo
          bind: 127.0.0.1
          port: %d
          members: [%s]
          key-file: cluster.p12
          detect: 300ms
        dataplane: embedded
        vip-groups:
          - name: web
            interface: lo
            vips: [%s/32]
            priority: %d
        defaults:
          check: {type: http, path: /, interval: 250ms, timeout: 200ms, rise: 1, fall: 2}
        services:
          - name: web
            address: %s
            scheduler: rr
            forward: nat
            servers:
        %s
        api:
          listen: %s
          tokens-file: tokens.yaml
        """
        .formatted(
            number,
            cluster.port(),
            places.cluster().stream().map(Endpoint::toString).collect(Collectors.joining(", ")),
            Addresses.text(places.vip().address()),
            number == 1 ? 150 : 100,
            places.vip(),
            places.servers().stream()
                .map(server -> "      - {address: " + server + ", weight: 1}")
                .collect(Collectors.joining("\n")),
            places.apis().get(number - 1));
  }
}
