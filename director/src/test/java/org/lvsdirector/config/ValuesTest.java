package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.healthcheck.Check;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.http.HttpProbe;
import org.lvsdirector.healthcheck.tls.Tls;
import org.lvsdirector.model.Checks;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VirtualService;

class ValuesTest {
  @ParameterizedTest
  @CsvSource({"0,0", "0s,0", "1000ms,1", "90s,90", "2m,120", "1h,3600", "31d,2678400"})
  void durationsHaveUnits(String written, long seconds) throws Exception {
    assertThat(service("services[].persistence=" + written).persistence().timeout())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"24,24", "255.255.255.0,24", "255.255.255.255,32", "128.0.0.0,1"})
  void netmaskIsPrefixOrMask(String written, int prefix) throws Exception {
    assertThat(
            service("services[].persistence=5m services[].persistence-netmask=" + written)
                .persistence()
                .prefix())
        .isEqualTo(prefix);
  }

  @ParameterizedTest
  @CsvSource({"7,7", "0xff,255", "4294967295,-1"})
  void fwmarkIsUnsignedAndMayBeHex(String written, int mark) throws Exception {
    assertThat(service(marked(written, "192.0.2.2:80")).key())
        .isEqualTo(new ServiceKey.Fwmark(mark, Family.INET));
  }

  @Test
  void fwmarkTakesItsFamilyFromItsServers() throws Exception {
    assertThat(service(marked("7", "'[2001:db8::2]:80'")).key().family()).isEqualTo(Family.INET6);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.2,192.0.2.2:80",
    "192.0.2.2:80,192.0.2.2:80",
    "192.0.2.2:8080,192.0.2.2:8080"
  })
  void serverWithoutPortTakesTheServices(String written, String endpoint) throws Exception {
    VirtualService service =
        service("services[].forward=nat services[].servers[].address=" + written);
    assertThat(service.servers().get(0).endpoint()).hasToString(endpoint);
  }

  @ParameterizedTest
  @CsvSource({"2001:db8::2", "'[2001:db8::2]'", "'[2001:db8:0:0:0:0:0:2]:80'"})
  void ipv6ServerMayStandWithoutBrackets(String written) throws Exception {
    VirtualService service =
        service(
            "services[].address='[2001:db8::1]:80' services[].servers[].address='" + written + "'");
    assertThat(service.servers().get(0).endpoint()).hasToString("[2001:db8::2]:80");
    assertThat(service.persistence().prefix()).isEqualTo(128);
  }

  @Test
  void tunnelsMayCrossFamilies() throws Exception {
    assertThat(service("services[].forward=tun services[].sorry-server=2001:db8::9").sorryServer())
        .hasToString("Optional[[2001:db8::9]:80]");
  }

  @Test
  void checkTakesFromDefaultsKeyByKey() throws Exception {
    Check check =
        service(
                "defaults.check={type:\u00a0https,path:\u00a0/up,rise:\u00a05,timeout:\u00a020ms}"
                    + " services[].check={rise:\u00a04,verify:\u00a0true}")
            .checks()
            .list()
            .get(0);
    assertThat(check.rise()).isEqualTo(4);
    assertThat(check.timeout()).isEqualTo(Duration.ofMillis(20));
    assertThat(check.probe())
        .isInstanceOfSatisfying(
            HttpProbe.class,
            http -> {
              assertThat(http.request().path()).isEqualTo("/up");
              assertThat(http.tls().map(Tls::verify)).contains(true);
            });
  }

  @Test
  void tcpCheckOfServiceIgnoresHttpKeysOfDefaults() throws Exception {
    assertThat(
            service("defaults.check={type:\u00a0http,path:\u00a0/up} services[].check.type=tcp")
                .checks()
                .list())
        .extracting(Check::probe)
        .containsExactly(new Probe.Tcp());
  }

  @Test
  void shortIntervalBoundsTheDefaultTimeout() throws Exception {
    assertThat(service("services[].check.interval=100ms").checks().list())
        .extracting(Check::timeout)
        .containsExactly(Duration.ofMillis(100));
  }

  @Test
  void defaultsMayTurnChecksOffAndServicesOnAgain() throws Exception {
    assertThat(service("defaults.check=none services[].check={}").checks().list()).hasSize(1);
    assertThat(service("services[].check=none").checks()).isEqualTo(Checks.NONE);
  }

  @Test
  void embeddedHasNoKernelSync() throws Exception {
    assertThat(Yaml.config("dataplane: embedded").sync()).isEqualTo(SyncMode.OFF);
  }

  @Test
  void anchorsSpareRepetition() throws Exception {
    Config config =
        Yaml.config(
            """
            services:
              - {name: a, address: 192.0.2.1:80, check: &web {type: http, path: /up}}
              - {name: b, address: 192.0.2.1:81, check: *web}
            """);
    assertThat(config.services().get(1).checks()).isEqualTo(config.services().get(0).checks());
  }

  private static String marked(String mark, String server) {
    return "services[].address=- services[].servers[].address="
        + server
        + " services[].fwmark="
        + mark;
  }

  private static VirtualService service(String assignments) throws ConfigException {
    String text = new Sample().setAll(assignments).text().replace('\u00a0', ' ');
    return Yaml.config(text).services().get(0);
  }
}
