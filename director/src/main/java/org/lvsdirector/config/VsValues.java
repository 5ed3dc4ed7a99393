package org.lvsdirector.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Mapping;

/**
 * Values of settings below {@code net.ipv4.vs} that a configuration may prefer to those which the
 * node would choose (Documentation/networking/ipvs-sysctl.rst). The keys are the kernel's names
 * with {@code vs-} before them and dashes.
 */
final class VsValues {
  private static final String PREFIX = "vs-";
  private static final Kind<Integer> SWITCH = Kinds.integer(0, 1);

  private static final Key<String> THRESHOLD =
      Key.optional(
          "vs-sync-threshold",
          Kinds.text(
              "text",
              "\\d{1,6} \\d{1,6}",
              "a packet and a period",
              "two numbers, such as \"2 50\""),
          "\"0 0\" with sync",
          "With which packet a connection is told to the backups, and with every how many again;"
              + " with \"0 0\" as soon as it is established, and then by vs-sync-refresh-period.");

  private static final Key<Integer> PORTS =
      Key.optional(
          "vs-sync-ports",
          Kinds.integer(1, 64),
          "1 with sync: relay, else as the kernel has it",
          "UDP ports, and threads, of the kernel's sync; the relay hears one.");

  private static final List<Key<?>> KEYS =
      List.of(
          THRESHOLD,
          Key.optional(
              "vs-sync-refresh-period",
              Kinds.integer(0, 86_400),
              "10 with sync",
              "Seconds by which a connection's timer has to have changed to be told again."),
          Key.optional(
              "vs-sync-retries",
              Kinds.integer(0, 3),
              "as the kernel has it",
              "How many times a connection is told again within an eighth of that period."),
          Key.optional(
              "vs-sync-sock-size",
              Kinds.integer(0, Integer.MAX_VALUE),
              "16777216 with sync",
              "Bytes of the sync sockets' queues; 0 = as other sockets have it."),
          PORTS,
          Key.optional(
              "vs-sync-persist-mode",
              SWITCH,
              "as the kernel has it",
              "1: of persistent clients only the templates are told, not each connection."),
          Key.optional(
              "vs-expire-nodest-conn",
              SWITCH,
              "1",
              "1: what is left of a server that is deleted from the rules ends at once."),
          Key.optional(
              "vs-expire-quiescent-template",
              SWITCH,
              "1 with persistence",
              "1: persistent clients leave a server of weight 0."),
          Key.optional(
              "vs-conn-reuse-mode",
              Kinds.integer(0, 3),
              "as the kernel has it",
              "What a new connection from a port does that an old one had: bits 1 and 2, scheduled"
                  + " anew after TIME_WAIT and after FIN_WAIT."));

  private VsValues() {}

  static List<Key<?>> keys() {
    return KEYS;
  }

  /** Those that are given, by the kernel's name, as {@code /proc/sys} shows them. */
  static Map<String, String> read(Optional<Mapping> section, SyncMode sync) {
    Map<String, String> values = new LinkedHashMap<>();
    if (section.isPresent()) {
      for (Key<?> key : KEYS) {
        String name = key.name().substring(PREFIX.length()).replace('-', '_');
        section.get().find(key).ifPresent(value -> values.put(name, value.toString()));
      }
      check(section.get(), sync);
    }
    return values;
  }

  private static void check(Mapping section, SyncMode sync) {
    if (sync == SyncMode.RELAY && section.find(PORTS).orElse(1) != 1) {
      section.spot(PORTS).fault("the relay hears one port; write 1, or set sync: kernel");
    }
  }
}
