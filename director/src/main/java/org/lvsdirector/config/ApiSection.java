package org.lvsdirector.config;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.config.yaml.Source;
import org.lvsdirector.model.Endpoint;

/** Reads {@code api:}. */
final class ApiSection {
  static final Key<Endpoint> LISTEN =
      Key.of(
              "listen",
              AddressKinds.LISTEN,
              "127.0.0.1:8480",
              "Where the API, the dashboard and /metrics are served; port 0 = any free one.")
          .perNode();
  static final Key<String> TOKENS_FILE =
      Key.optional(
          "tokens-file",
          TextKinds.FILE,
          "none, whoever can connect may see everything and change nothing",
          "Who may do what; where the file is absent the node makes it, with an operator's token.");
  static final Key<Boolean> INSECURE =
      Key.of(
          "insecure",
          Kinds.BOOL,
          "false",
          "Lets the API be served in clear text beyond loopback, which needs tokens-file too; on"
              + " loopback without tokens-file lets whoever can connect do everything.");

  static final Key<Void> TLS =
      Key.section(
          "tls",
          "a section of keys",
          "default: none, in clear text",
          "Serves the API by HTTPS. Keys as in api.tls.");
  static final Key<String> URL =
      Key.optional(
              "url",
              TextKinds.URL,
              "as listen says, or for all addresses as the cluster reaches this node",
              "Where other machines, and pages of other nodes, reach this node's API.")
          .perNode();
  static final Key<String> AUDIT_FILE =
      Key.optional(
          "audit-file",
          TextKinds.FILE,
          "none, the log tells",
          "Gets a line of JSON for every change that is made or refused: who, what, before, after.");
  static final Key<Integer> RATE_LIMIT =
      Key.of(
          "rate-limit",
          Kinds.integer(0, 1_000_000),
          Integer.toString(ApiConfig.USUAL_RATE),
          "Requests a second that each address may make in the long run, at once four times as"
              + " many; 0 = any number.");

  static final Section SECTION =
      new Section("api", List.of(LISTEN, TLS, URL, TOKENS_FILE, AUDIT_FILE, RATE_LIMIT, INSECURE));

  private ApiSection() {}

  static ApiConfig read(Mapping m, Source source) {
    Optional<TlsFiles> tls =
        m.section(TLS, TlsSection.SECTION).flatMap(it -> TlsSection.read(it, source));
    ApiConfig api =
        new ApiConfig(
            m.get(LISTEN),
            tls,
            m.find(URL),
            source.readableOrAbsent(m, TOKENS_FILE),
            source.beside(m, AUDIT_FILE),
            m.get(RATE_LIMIT),
            m.get(INSECURE));
    boolean closed = m.has(TOKENS_FILE) && (m.has(TLS) || api.insecure());
    if (!api.listen().address().isLoopbackAddress() && !closed && m.sound(TOKENS_FILE, INSECURE)) {
      m.spot(LISTEN)
          .fault(
              api.listen()
                  + " can be reached from other machines; that takes a tokens-file, and either tls"
                  + " or, in clear text, insecure: true; or else listen on 127.0.0.1");
    }
    return api;
  }

  /** What holds without the section. */
  static ApiConfig usual() {
    return new ApiConfig(
        LISTEN.fallback().orElseThrow(), Optional.empty(), INSECURE.fallback().orElseThrow());
  }
}
