package org.lvsdirector.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Section;
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

  static final Section SECTION = new Section("api", List.of(LISTEN, TOKENS_FILE, INSECURE));

  private ApiSection() {}

  static ApiConfig read(Mapping m, Source source) {
    Optional<Path> tokens = source.readableOrAbsent(m, TOKENS_FILE);
    ApiConfig api = new ApiConfig(m.get(LISTEN), tokens, m.get(INSECURE));
    boolean open = m.has(TOKENS_FILE) && api.insecure();
    if (!api.listen().address().isLoopbackAddress() && !open && m.sound(TOKENS_FILE, INSECURE)) {
      m.spot(LISTEN)
          .fault(
              api.listen()
                  + " can be reached from other machines, in clear text; that takes both a"
                  + " tokens-file and insecure: true, or else listen on 127.0.0.1");
    }
    return api;
  }

  /** What holds without the section. */
  static ApiConfig usual() {
    return new ApiConfig(
        LISTEN.fallback().orElseThrow(), Optional.empty(), INSECURE.fallback().orElseThrow());
  }
}
