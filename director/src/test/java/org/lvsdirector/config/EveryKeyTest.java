package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks every key of the reference: a value changes the record, the default does not. */
class EveryKeyTest {
  /**
   * One key.
   *
   * @param usual its default as documented; null where that is not a value of the file
   * @param other a value that must make a difference
   * @param context what else must be set for the value to make sense
   */
  record Row(String path, String usual, String other, String context) {}

  private static final String TWO = "cluster.insecure=true cluster.members=[192.0.2.5,192.0.2.6]";
  private static final String TUN = "services[].forward=tun";
  private static final String VIP = "vip-groups[].vips[].address=192.0.2.1";
  private static final String SNAT = "vip-groups[].snat[].address=192.0.2.7";
  private static final String QUORUM = "services[].servers[].weight=3 services[].quorum.weight=2";
  private static final String HOOK = "notify[].exec=/bin/true";
  private static final String HTTP = "services[].check.type=http";

  private static final String DNS = "services[].check.type=dns services[].check.name=a.test";
  private static final String POSTGRES = "services[].check.type=postgres";
  private static final String EXEC =
      "services[].check.type=exec services[].check.command=/bin/true";

  @TempDir private static Path folder;

  static List<Row> rows() throws IOException {
    Path key = folder.resolve("key.p12");
    if (!Files.exists(key)) {
      Files.createFile(key);
      Files.createFile(key.resolveSibling("other.pem"));
      Files.createFile(folder.resolve("other"));
    }
    return Stream.of(
            top(key),
            hooks(key),
            groups(),
            service(),
            serversAndChecks(),
            checks(key),
            secured(key),
            otherKinds())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Row> top(Path file) {
    return List.of(
        row("node", "d1", "d2", ""),
        row("cluster", "{}", "{port: 7801}", ""),
        row("dataplane", "ipvs", "embedded", ""),
        row("netfilter", "auto", "nft", ""),
        row("vip-groups", null, "[]", ""),
        row("defaults", "{}", "{check: none}", ""),
        row("services", null, "[]", ""),
        row("timeouts", "{}", "{tcp: 5s}", ""),
        row("timeouts.tcp", null, "15m", ""),
        row("timeouts.tcpfin", null, "2m", ""),
        row("timeouts.udp", null, "24d", ""),
        row("api", "{}", "{listen: '[::1]:8480'}", ""),
        row("on-stop", "keep-rules", "remove-rules", ""),
        row("sync", "relay", "kernel", ""),
        row("sync-interface", null, "eth1", ""),
        row("state-dir", null, "/var/lib/lvs", ""),
        row("kernel-settings", "{}", "{vs: off}", ""),
        row("kernel-settings.ip-forward", "apply", "report", ""),
        row("kernel-settings.ipv6-forward", "report", "apply", ""),
        row("kernel-settings.send-redirects", "apply", "off", ""),
        row("kernel-settings.rp-filter", "report", "off", ""),
        row("kernel-settings.vs-conntrack", "apply", "report", ""),
        row("kernel-settings.vs", "apply", "report", ""),
        row("kernel-settings.vs-sync-threshold", null, "2 50", ""),
        row("kernel-settings.vs-sync-refresh-period", null, "0", ""),
        row("kernel-settings.vs-sync-retries", null, "2", ""),
        row("kernel-settings.vs-sync-sock-size", null, "0", ""),
        row("kernel-settings.vs-sync-ports", null, "4", "sync=kernel"),
        row("kernel-settings.vs-sync-persist-mode", null, "1", ""),
        row("kernel-settings.vs-expire-nodest-conn", null, "0", ""),
        row("kernel-settings.vs-expire-quiescent-template", null, "0", ""),
        row("kernel-settings.vs-conn-reuse-mode", null, "3", ""),
        row("cluster.name", "lvs-director", "other", ""),
        row("cluster.bind", null, "192.0.2.5", TWO),
        row("cluster.interface", null, "eth0", TWO),
        row("cluster.port", "7800", "7801", ""),
        row("cluster.members", null, "[192.0.2.5]", ""),
        row("cluster.key-file", null, file.toString(), ""),
        row("cluster.insecure", "false", "true", ""),
        row("cluster.detect", "300ms", "1s", ""),
        row("cluster.quorum", "none", "majority", TWO.replace("]", ",192.0.2.7]")),
        row("cluster.role", "director", "witness", ""),
        row("api.listen", "127.0.0.1:8480", "127.0.0.2:0", ""),
        row("api.tokens-file", null, file.toString(), ""),
        row("api.insecure", "false", "true", ""),
        row("api.tls", null, "{certificate: " + file + ", key: " + file + "}", ""),
        row("api.url", null, "'https://d1.example:8480'", ""),
        row("api.audit-file", null, file.toString(), ""),
        row("api.rate-limit", "200", "0", ""),
        row("api.tls.certificate", null, other(file), tls(file)),
        row("api.tls.key", null, other(file), tls(file)),
        row("api.tls.client-ca", null, file.toString(), tls(file)));
  }

  private static List<Row> hooks(Path file) {
    return List.of(
        row("notify", null, "[{exec: /bin/true}]", ""),
        row("notify[].exec", null, "[/bin/true, -x]", HOOK),
        row("notify[].user", null, "nobody", HOOK),
        row("notify[].webhook", null, "https://192.0.2.9/x", "notify[].webhook=http://192.0.2.9/"),
        row("notify[].token-file", null, file.toString(), "notify[].webhook=http://192.0.2.9/"),
        row("notify[].events", null, "all", HOOK),
        row("notify[].master-only", "false", "true", HOOK),
        row("notify[].timeout", "10s", "1s", HOOK),
        row("notify[].retries", "3", "0", HOOK));
  }

  private static String tls(Path file) {
    return "api.tls.certificate=" + file + " api.tls.key=" + file;
  }

  private static String other(Path file) {
    return file.resolveSibling("other.pem").toString();
  }

  private static List<Row> groups() {
    return List.of(
        row("vip-groups[].name", null, "h", ""),
        row("vip-groups[].interface", null, "eth9", ""),
        row("vip-groups[].vips", null, "[192.0.2.1,'2001:db8::1/64']", ""),
        row("vip-groups[].vips[].address", null, "192.0.2.2", ""),
        row("vip-groups[].vips[].interface", null, "eth9", VIP),
        row("vip-groups[].snat", null, "[192.0.2.7]", ""),
        row("vip-groups[].snat[].address", null, "192.0.2.9", SNAT),
        row("vip-groups[].snat[].interface", null, "eth9", SNAT),
        row("vip-groups[].priority", "100", "101", ""),
        row("vip-groups[].preempt", "false", "true", ""),
        row("vip-groups[].lease", "5s", "6s", ""));
  }

  private static List<Row> service() {
    String marked = "services[].address=- services[].check=none";
    return List.of(
        row("services[].name", null, "other", ""),
        row("services[].address", null, "192.0.2.1:81", ""),
        row("services[].fwmark", null, "8", marked + " services[].fwmark=7"),
        row(
            "services[].family",
            "inet",
            "inet6",
            marked + " services[].fwmark=7 services[].servers=[]"),
        row("services[].protocol", "tcp", "sctp", ""),
        row("services[].scheduler", "wlc", "wrr", ""),
        row("services[].flags", null, "[sh-port]", "services[].scheduler=sh"),
        row("services[].forward", "dr", "nat", ""),
        row("services[].tunnel", "{}", "{type: gre}", TUN),
        row("services[].tunnel.type", "ipip", "gre", TUN),
        row(
            "services[].tunnel.port",
            null,
            "6081",
            TUN + " services[].tunnel.type=gue services[].tunnel.port=6080"),
        row("services[].tunnel.checksum", "nocsum", "csum", TUN + " services[].tunnel.type=gre"),
        row("services[].persistence", "0s", "5m", ""),
        row("services[].persistence-netmask", "32", "24", "services[].persistence=5m"),
        row(
            "services[].persistence-engine",
            null,
            "sip",
            "services[].protocol=udp services[].persistence=5m"),
        row("services[].one-packet", "false", "true", "services[].protocol=udp"),
        row("services[].on-down", "zero", "delete", ""),
        row("services[].check", "{}", "none", ""),
        row("services[].checks", null, "[{type: tcp}, {type: http}]", ""),
        row("services[].require", "all", "any", "services[].checks=[{},{}]"),
        row("services[].slow-start", "0s", "1m", "services[].servers[].weight=100"),
        row("services[].level-servers", "1", "2", ""),
        row("services[].panic", "0%", "50%", ""),
        row("services[].max-eject", "100%", "30%", ""),
        row("services[].quorum", null, "{weight: 1}", ""),
        row("services[].quorum.weight", null, "1", QUORUM),
        row("services[].quorum.hysteresis", "0", "1", QUORUM),
        row("services[].quorum.lost", "sorry", "withdraw", QUORUM),
        row("services[].sorry-server", null, "192.0.2.9", ""),
        row("services[].servers", null, "[]", ""));
  }

  private static List<Row> serversAndChecks() {
    return List.of(
        row("services[].servers[].address", null, "192.0.2.3", ""),
        row("services[].servers[].weight", "1", "0", ""),
        row("services[].servers[].upper-threshold", "0", "9", ""),
        row(
            "services[].servers[].lower-threshold",
            "0",
            "8",
            "services[].servers[].upper-threshold=9"),
        row("services[].servers[].state", "up", "drain", ""),
        row("services[].servers[].tunnel", "{}", "{type: gre}", TUN),
        row("services[].servers[].drain", "{}", "{deadline: 5m}", ""),
        row("services[].servers[].drain.deadline", null, "0s", ""),
        row("services[].servers[].drain.then", "hold", "remove", ""),
        row(
            "services[].servers[].drain.leftovers",
            "keep",
            "kill",
            "services[].servers[].drain.deadline=1m"),
        row("services[].servers[].drain.templates", "ignore", "respect", ""),
        row("services[].servers[].drain.rate", "5000", "1", ""),
        row("services[].servers[].level", "1", "2", ""),
        row("services[].servers[].check", null, "none", ""),
        row("services[].servers[].checks", null, "[{type: http}]", ""),
        row("services[].servers[].require", "all", "any", "services[].servers[].checks=[{},{}]"),
        row("defaults.check", "{}", "{rise: 3}", ""),
        row("defaults.slow-start", "0s", "1m", ""),
        row("defaults.level-servers", "1", "2", ""),
        row("defaults.panic", "0%", "50%", ""),
        row("defaults.max-eject", "100%", "30%", ""),
        row("services[].check.type", "tcp", "http", ""),
        row("services[].check.interval", "1s", "2s", ""),
        row("services[].check.fast-interval", null, "100ms", ""),
        row("services[].check.down-interval", null, "5s", ""),
        row("services[].check.jitter", "0%", "10%", ""),
        row("services[].check.sentinel", null, "false", ""),
        row("services[].check.timeout", "500ms", "400ms", ""),
        row("services[].check.rise", "2", "1", ""),
        row("services[].check.fall", "2", "3", ""));
  }

  private static List<Row> checks(Path file) {
    String login = HTTP + " services[].check.user=u services[].check.password-file=" + file;
    return List.of(
        row("services[].check.address", null, "192.0.2.9", ""),
        row("services[].check.port", null, "81", ""),
        row("services[].check.source", null, "192.0.2.9", ""),
        row("services[].check.interface", null, "lo", ""),
        row("services[].check.fwmark", null, "0x7", ""),
        row("services[].check.send", null, "'PING\r\n'", ""),
        row("services[].check.reply", null, "PONG", ""),
        row("services[].check.method", "GET", "HEAD", HTTP),
        row("services[].check.path", "/", "/up", HTTP),
        row("services[].check.host", null, "www.example.com", HTTP),
        row("services[].check.headers", null, "['X-A: 1','X-B: 2']", HTTP),
        row("services[].check.content", null, "hello", HTTP),
        row("services[].check.expect", "200-399", "[204,'301-302']", HTTP),
        row("services[].check.body", null, "ok+", HTTP),
        row("services[].check.json-pointer", null, "/status", HTTP),
        row(
            "services[].check.json-value",
            null,
            "UP",
            HTTP + " services[].check.json-pointer=/status"),
        row("services[].check.auth", "basic", "digest", login),
        row("services[].check.http2", "false", "true", HTTP));
  }

  private static List<Row> secured(Path file) {
    String https = HTTP + "s";
    String login = HTTP + " services[].check.user=u services[].check.password-file=" + file;
    String shown = https + " services[].check.client-certificate=" + file;
    return List.of(
        row("services[].check.tls", "false", "true", ""),
        row("services[].check.starttls", "false", "true", "services[].check.type=smtp"),
        row("services[].check.verify", "false", "true", https),
        row(
            "services[].check.ca-file",
            null,
            file.toString(),
            https + " services[].check.verify=true"),
        row(
            "services[].check.client-certificate",
            null,
            file.resolveSibling("other").toString(),
            shown + " services[].check.client-key=" + file),
        row(
            "services[].check.client-key",
            null,
            file.resolveSibling("other").toString(),
            shown + " services[].check.client-key=" + file),
        row("services[].check.certificate-days", "14", "30", https),
        row("services[].check.user", null, "v", login),
        row("services[].check.password-file", null, file.resolveSibling("other").toString(), login),
        row(
            "services[].check.secret-file",
            null,
            file.resolveSibling("other").toString(),
            "services[].check.type=radius services[].check.secret-file=" + file));
  }

  private static List<Row> otherKinds() {
    return List.of(
        row("services[].check.service", null, "shop.Cart", "services[].check.type=grpc"),
        row("services[].check.name", null, "b.test", DNS),
        row("services[].check.record", "A", "aaaa", DNS),
        row("services[].check.answers", null, "[192.0.2.1,192.0.2.2]", DNS),
        row("services[].check.rcode", "NOERROR", "nxdomain", DNS),
        row("services[].check.transport", "udp", "both", DNS),
        row("services[].check.helo", "localhost", "lb.test", "services[].check.type=smtp"),
        row("services[].check.database", null, "shop", POSTGRES + " services[].check.user=ann"),
        row("services[].check.command", null, "[/bin/false,x]", EXEC),
        row("services[].check.run-as", null, "nobody", EXEC),
        row("services[].check.exit-codes", "0", "[0,1]", EXEC),
        row("services[].check.exit-weight", "false", "true", EXEC),
        row(
            "services[].check.file",
            null,
            "other",
            "services[].check.type=file services[].check.file=state"));
  }

  private static Row row(String path, String usual, String other, String context) {
    return new Row(path, usual, other, context);
  }

  @Test
  void rowsAreWhatTheReferenceLists() throws Exception {
    assertThat(rows())
        .extracting(Row::path)
        .containsExactlyInAnyOrderElementsOf(
            ConfigReference.entries().stream().map(ConfigReference.Entry::path).toList());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void valueChangesTheRecord(Row row) throws Exception {
    assertThat(read(new Sample().setAll(row.context()).set(row.path(), row.other())))
        .isNotEqualTo(read(new Sample().setAll(row.context())));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void writtenDefaultIsWhatHoldsWithoutIt(Row row) throws Exception {
    if (row.usual() != null) {
      assertThat(read(new Sample().setAll(row.context()).set(row.path(), row.usual())))
          .isEqualTo(read(new Sample().setAll(row.context())));
    }
  }

  @Test
  void referenceNamesEveryScalarDefault() throws Exception {
    List<String> inWords = List.of("node", "services[].family", "services[].persistence-netmask");
    for (Row row : rows()) {
      if (row.usual() != null && !row.usual().equals("{}") && !inWords.contains(row.path())) {
        assertThat(ConfigReference.text())
            .containsPattern(
                "(?m)^"
                    + Pattern.quote(row.path())
                    + "\n    .*; default: "
                    + Pattern.quote(row.usual())
                    + "\n    \\S");
      }
    }
  }

  private static Config read(Sample sample) throws ConfigException {
    return Yaml.withoutHash(Yaml.config(sample.text()));
  }
}
