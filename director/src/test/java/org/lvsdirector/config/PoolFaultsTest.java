package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lvsdirector.healthcheck.Check;
import org.lvsdirector.model.Checks;
import org.lvsdirector.model.Require;
import org.lvsdirector.model.VirtualService;

/** How servers share a service's traffic: what is read, and what makes no sense. */
class PoolFaultsTest {
  @Test
  void severalChecksStandOnTheDefaults() throws Exception {
    VirtualService service =
        Yaml.config(
                """
                defaults: {check: {interval: 2s, rise: 5}}
                services:
                  - name: a
                    address: 192.0.2.1:80
                    checks: [{type: tcp}, {type: http, rise: 1}]
                    require: any
                    servers:
                      - {address: 192.0.2.2}
                      - {address: 192.0.2.3, check: {fall: 9}}
                      - {address: 192.0.2.4, check: none}
                """)
            .services()
            .get(0);
    assertThat(service.checks().require()).isEqualTo(Require.ANY);
    assertThat(service.checks().list()).extracting(Check::rise).containsExactly(5, 1);
    assertThat(service.servers().get(0).checks()).isEmpty();
    assertThat(service.checksOf(service.servers().get(1)).list())
        .extracting(Check::rise, Check::fall)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(5, 9));
    assertThat(service.servers().get(2).checks()).contains(Checks.NONE);
  }

  @Test
  void aServersCheckStandsOnItsServices() throws Exception {
    VirtualService service =
        Yaml.config(
                """
                services:
                  - name: a
                    address: 192.0.2.1:80
                    check: {type: http, path: /up, rise: 7}
                    servers: [{address: 192.0.2.2, check: {path: /other}}]
                """)
            .services()
            .get(0);
    Check own = service.checksOf(service.servers().get(0)).list().get(0);
    assertThat(own.rise()).isEqualTo(7);
    assertThat(own.probe().toString()).contains("/other");
  }

  @Test
  void defaultsHoldForServicesThatSayNothingElse() throws Exception {
    var services =
        Yaml.config(
                """
                defaults: {slow-start: 1m, panic: 50%}
                services:
                  - {name: a, address: 192.0.2.1:80, panic: 20%}
                  - {name: b, address: 192.0.2.1:81, scheduler: rr}
                """)
            .services();
    assertThat(services.get(0).policy().panic()).isEqualTo(20);
    assertThat(services.get(0).policy().slowStart()).isEqualTo(Duration.ofMinutes(1));
    assertThat(services.get(1).policy().panic()).isEqualTo(50);
  }

  @Test
  void checksFitTogether() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - {name: a, address: 192.0.2.1:80, check: {}, checks: [{}]}
                  - {name: b, address: 192.0.2.1:81, require: any}
                  - {name: c, address: 192.0.2.1:82, checks: [{}], require: 2}
                  - {name: d, address: 192.0.2.1:83, checks: []}
                  - {name: e, address: 192.0.2.1:84, checks: [{}], require: most}
                """))
        .containsExactly(
            "d1.yaml:2:57: services[0].checks: check and checks exclude each other; keep one",
            "d1.yaml:3:47: services[1].require: means nothing without checks; add that",
            "d1.yaml:4:61: services[2].require: must be at most the number of checks, 1",
            "d1.yaml:5:46: services[3].checks: is empty; write check: none for a server that nobody"
                + " checks",
            "d1.yaml:6:61: services[4].require: \"most\" is none; write all, any or a number");
  }

  @Test
  void slowStartNeedsWeightsThatCount() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - name: a
                    address: 192.0.2.1:80
                    slow-start: 30s
                    servers: [{address: 192.0.2.2}, {address: 192.0.2.3}]
                  - {name: b, address: 192.0.2.1:81, scheduler: rr, slow-start: 30s}
                """))
        .containsExactly(
            "d1.yaml:4:17: services[0].slow-start: has no effect on servers of weight 1; give them"
                + " weights such as 100",
            "d1.yaml:6:65: services[1].slow-start: has no effect, as the scheduler rr takes no heed"
                + " of weights; use wrr or wlc");
  }

  @Test
  void aQuorumCanBeReached() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - name: a
                    address: 192.0.2.1:80
                    quorum: {weight: 3}
                    servers: [{address: 192.0.2.2, weight: 2}]
                  - name: b
                    address: 192.0.2.1:81
                    quorum: {weight: 1, hysteresis: 1}
                    servers: [{address: 192.0.2.2, weight: 2}]
                  - {name: c, address: 192.0.2.1:82, quorum: {hysteresis: 1}}
                """))
        .containsExactly(
            "d1.yaml:4:22: services[0].quorum.weight: all servers together weigh 2, so that 3 is"
                + " never reached",
            "d1.yaml:8:37: services[1].quorum.hysteresis: 1 must be less than the weight of 1",
            "d1.yaml:10:46: services[2].quorum.weight: is required: number, 1–2147483647");
  }

  @Test
  void percentagesAreWrittenAsSuch() {
    assertThat(
            Yaml.faults(
                """
                services:
                  - {name: a, address: 192.0.2.1:80, panic: 50}
                  - {name: b, address: 192.0.2.1:81, max-eject: 101%}
                """))
        .containsExactly(
            "d1.yaml:2:45: services[0].panic: \"50\" is not a percentage; write one such as 50%",
            "d1.yaml:3:49: services[1].max-eject: 101% is out of range; write a percentage from"
                + " 0%–100%");
  }
}
