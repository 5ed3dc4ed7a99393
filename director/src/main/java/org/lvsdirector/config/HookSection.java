package org.lvsdirector.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.config.yaml.Durations;
import org.lvsdirector.config.yaml.Item;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Refusal;
import org.lvsdirector.config.yaml.Section;
import org.lvsdirector.config.yaml.Source;
import org.lvsdirector.config.yaml.Words;

/** Reads {@code notify:}. */
final class HookSection {
  static final Key<String> EXEC =
      Key.optional(
          "exec",
          Kinds.text("word", "[^\\x00]{1,4096}", "a word", "1–4096 characters"),
          "none, then webhook is required",
          "Program to run, by its absolute path, and its arguments, as a list; no shell looks at"
              + " them. The event is in its environment: LVS_EVENT, LVS_SUBJECT, LVS_TEXT,"
              + " LVS_NODE, LVS_TIME, and all of it as LVS_JSON.");
  static final Key<String> USER =
      Key.optional(
          "user",
          Kinds.text("user", "[A-Za-z_][A-Za-z0-9_.-]{0,31}", "a user", "the name of a user"),
          "as the node",
          "As whom the program runs.");
  static final Key<URI> WEBHOOK =
      Key.optional(
          "webhook",
          new Kind<>("URL", "http or https", HookSection::url),
          "none, then exec is required",
          "Where the event is posted, as JSON; 2xx means that it was taken.");
  static final Key<String> TOKEN_FILE =
      Key.optional(
          "token-file",
          TextKinds.FILE,
          "none",
          "File with a bearer token that the webhook demands.");
  static final Key<String> EVENTS =
      Key.optional(
          "events",
          HookEvents.KIND,
          String.join(", ", HookEvents.USUAL),
          "List of the events to tell.");
  static final Key<Boolean> MASTER_ONLY =
      Key.of(
          "master-only",
          Kinds.BOOL,
          "false",
          "Whether what concerns a service is told by the node alone that forwards for it, instead"
              + " of by each.");
  static final Key<Duration> TIMEOUT =
      Key.of(
          "timeout",
          Durations.between(Duration.ofMillis(100), Duration.ofMinutes(5)),
          "10s",
          "Of one attempt; a program that takes longer is killed with all that it started.");
  static final Key<Integer> RETRIES =
      Key.of(
          "retries",
          Kinds.integer(0, 10),
          "3",
          "Further attempts after one that failed, after 1 s, 2 s, 4 s and so on.");

  static final Section SECTION =
      new Section(
          "notify[]",
          List.of(EXEC, USER, WEBHOOK, TOKEN_FILE, EVENTS, MASTER_ONLY, TIMEOUT, RETRIES));

  private HookSection() {}

  static Optional<HookConfig> read(Mapping m, Source source) {
    Set<String> kinds = new LinkedHashSet<>();
    m.items(EVENTS).forEach(item -> kinds.add(item.value()));
    if (!m.has(EVENTS)) {
      kinds.addAll(HookEvents.USUAL);
    } else if (kinds.remove(HookEvents.ALL)) {
      kinds.clear();
    } else if (kinds.isEmpty() && m.sound(EVENTS)) {
      m.spot(EVENTS).fault("is empty; write all, or name some");
    }
    Duration timeout = m.get(TIMEOUT);
    int retries = m.get(RETRIES);
    boolean masterOnly = m.get(MASTER_ONLY);
    return target(m, source)
        .map(target -> new HookConfig(target, kinds, masterOnly, timeout, retries));
  }

  private static Optional<HookConfig.Target> target(Mapping m, Source source) {
    Optional<String> user = m.find(USER);
    if (m.has(EXEC) == m.has(WEBHOOK)) {
      m.spot(m.has(EXEC) ? WEBHOOK : EXEC)
          .fault(
              m.has(EXEC)
                  ? "exec and webhook exclude each other; keep one"
                  : "a hook needs exec, a program, or webhook, a URL");
      return Optional.empty();
    }
    if (m.has(WEBHOOK)) {
      misplaced(m, USER, "exec");
      Optional<Path> token = source.readable(m, TOKEN_FILE);
      return m.find(WEBHOOK).map(url -> new HookConfig.Webhook(url, token));
    }
    misplaced(m, TOKEN_FILE, "webhook");
    List<String> command = new ArrayList<>();
    List<Item<String>> words = m.items(EXEC);
    words.forEach(item -> command.add(item.value()));
    if (command.isEmpty() && m.sound(EXEC)) {
      m.spot(EXEC).fault("is empty; write the program's path and its arguments");
    } else if (!command.isEmpty() && !command.get(0).startsWith("/")) {
      words.get(0).spot().fault("must be an absolute path");
    }
    return command.isEmpty() ? Optional.empty() : Optional.of(new HookConfig.Exec(command, user));
  }

  private static void misplaced(Mapping m, Key<?> key, String with) {
    if (m.has(key)) {
      m.spot(key).fault("goes with " + with + " only");
    }
  }

  private static URI url(String text) throws Refusal {
    try {
      URI url = new URI(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (http && url.getHost() != null && url.getRawUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException malformed) {
      // Said below, as for one that cannot serve.
    }
    throw new Refusal(
        Words.quote(text) + " is no URL of a web server; write such as https://192.0.2.9/hook");
  }
}
