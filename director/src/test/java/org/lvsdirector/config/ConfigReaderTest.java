package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.Aim;
import org.lvsdirector.healthcheck.Check;
import org.lvsdirector.healthcheck.Origin;
import org.lvsdirector.healthcheck.Pace;
import org.lvsdirector.healthcheck.http.Expectation;
import org.lvsdirector.healthcheck.http.HttpProbe;
import org.lvsdirector.healthcheck.http.Request;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.OnDown;
import org.lvsdirector.model.Persistence;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.Scheduler;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.model.Tunnel;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VipPlace;
import org.lvsdirector.model.VirtualService;

class ConfigReaderTest {
  private static final String PAIR =
      """
      node: d1
      cluster:
        name: web-pair
        bind: 172.16.1.134
        port: 7800
        members: [172.16.1.134, 172.16.1.137]
        key-file: cluster.p12
        detect: 300ms
        quorum: none
        role: director
      dataplane: ipvs
      vip-groups:
        - name: web
          interface: ens33
          vips: [172.16.1.111/32]
          priority: 150
          preempt: false
          lease: 5s
      defaults:
        check: {type: tcp, interval: 1s, timeout: 500ms, rise: 2, fall: 2}
      services:
        - name: web
          address: 172.16.1.111:80
          scheduler: rr
          forward: dr
          persistence: 0s
          check: {type: http, path: /, expect: 200-399}
          sorry-server: 172.16.1.150:80
          servers:
            - {address: 172.16.1.135:80, weight: 1}
            - {address: 172.16.1.136:80, weight: 2}
      api:
        listen: 127.0.0.1:8480
        tokens-file: tokens.yaml
      """;

  @TempDir private Path folder;

  @BeforeEach
  void makeNamedFiles() throws Exception {
    Files.createFile(folder.resolve("cluster.p12"));
    Files.createFile(folder.resolve("tokens.yaml"));
  }

  @Test
  void machinesThatAreNoNodeNeedNoKeys() throws Exception {
    Path file = Files.writeString(folder.resolve("d1.yaml"), PAIR);
    Config there = ConfigReader.read(file, "unused");
    Files.delete(folder.resolve("cluster.p12"));
    assertThatThrownBy(() -> ConfigReader.read(file, "unused"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("cluster.p12 does not exist");
    assertThat(ConfigReader.readElsewhere(file, "unused")).isEqualTo(there);
  }

  @Test
  void whatIsReadAgainUnchangedIsTheSameButForTheFilesThatItNames() throws Exception {
    Path file = Files.writeString(folder.resolve("d1.yaml"), PAIR);
    Config first = ConfigReader.read(file, "d1");
    assertThat(ConfigReader.readAgain(file, "d1", first)).isSameAs(first);
    Files.writeString(file, PAIR + "# and a remark\n");
    Config remarked = ConfigReader.readAgain(file, "d1", first);
    assertThat(remarked.hash()).isNotEqualTo(first.hash());
    assertThat(remarked.services()).isEqualTo(first.services());
    Files.delete(folder.resolve("cluster.p12"));
    assertThatThrownBy(() -> ConfigReader.readAgain(file, "d1", remarked))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("cluster.key-file")
        .hasMessageContaining("does not exist");
  }

  @Test
  void whatChecksReadIsLookedForAgain() throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "s");
    String text =
        PAIR.replace(
            "{type: http, path: /, expect: 200-399}", "{type: redis, password-file: secret}");
    Path file = Files.writeString(folder.resolve("d1.yaml"), text);
    Config first = ConfigReader.read(file, "d1");
    assertThat(ConfigReader.readAgain(file, "d1", first)).isSameAs(first);
    Files.delete(secret);
    assertThatThrownBy(() -> ConfigReader.readAgain(file, "d1", first))
        .hasMessageContaining("secret does not exist");
  }

  @Test
  void readsPairIntoCompleteValue() throws Exception {
    Path file = Files.writeString(folder.resolve("d1.yaml"), PAIR);
    assertThat(ConfigReader.read(file, "unused"))
        .isEqualTo(
            new Config(
                file,
                "d1",
                new ClusterConfig(
                    "web-pair",
                    Optional.of(address("172.16.1.134")),
                    Optional.empty(),
                    7800,
                    List.of(endpoint("172.16.1.134:7800"), endpoint("172.16.1.137:7800")),
                    Optional.of(folder.resolve("cluster.p12")),
                    false,
                    Duration.ofMillis(300),
                    Quorum.NONE,
                    Role.DIRECTOR),
                DataplaneKind.IPVS,
                NetfilterKind.AUTO,
                List.of(
                    new VipGroup(
                        "web",
                        "ens33",
                        List.of(new VipPlace(new Vip(address("172.16.1.111"), 32), "ens33")),
                        List.of(),
                        150,
                        false,
                        Duration.ofSeconds(5))),
                List.of(web()),
                Timeouts.UNSET,
                new ApiConfig(
                    endpoint("127.0.0.1:8480"), Optional.of(folder.resolve("tokens.yaml")), false),
                OnStop.KEEP_RULES,
                SyncMode.RELAY,
                Optional.empty(),
                new KernelConfig(
                    Treatment.APPLY,
                    Treatment.REPORT,
                    Treatment.APPLY,
                    Treatment.REPORT,
                    Treatment.APPLY,
                    Treatment.APPLY,
                    Map.of()),
                Optional.empty(),
                List.of(),
                ConfigReader.read(file, "unused").hash()));
  }

  private static VirtualService web() throws Exception {
    return new VirtualService(
        "web",
        new ServiceKey.Address(Protocol.TCP, endpoint("172.16.1.111:80")),
        Scheduler.RR,
        Set.of(),
        ForwardingMethod.DR,
        Tunnel.IPIP,
        Persistence.none(Family.INET),
        false,
        OnDown.ZERO,
        Optional.of(
            new Check(
                new HttpProbe(
                    Request.get("/"),
                    Expectation.status(200, 399),
                    Optional.empty(),
                    false,
                    Optional.empty()),
                Aim.SERVER,
                Origin.ANY,
                new Pace(Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(1), 0),
                Duration.ofMillis(500),
                2,
                2,
                true)),
        Optional.of(endpoint("172.16.1.150:80")),
        List.of(
            new RealServer(endpoint("172.16.1.135:80"), 1, 0, 0, AdminState.UP, Tunnel.IPIP),
            new RealServer(endpoint("172.16.1.136:80"), 2, 0, 0, AdminState.UP, Tunnel.IPIP)));
  }

  private static Endpoint endpoint(String text) {
    return Endpoint.parse(text).orElseThrow();
  }

  private static InetAddress address(String text) throws Exception {
    return InetAddress.getByName(text);
  }
}
