package org.lvsdirector.ops.ipvsadm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.config.DataplaneKind;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VirtualService;

/**
 * A node of lvs-director on the same rules, found among the processes of its network namespace: its
 * command line tells the configuration, and nothing can be left behind by one that was killed.
 *
 * @param config the file that it was started with
 * @param node its name there, where the command line tells one
 */
record ManagingNode(String process, Path config, Optional<String> node) {
  private static final Set<String> MAINS =
      Set.of("org.lvsdirector.ops.Main", "org.lvsdirector.ops.Start");

  /**
   * Looks for one.
   *
   * @param proc {@code /proc}
   */
  static Optional<ManagingNode> find(Path proc) {
    return all(proc).stream().findFirst();
  }

  /** All there are, as a network namespace may have several with addresses of their own. */
  static List<ManagingNode> all(Path proc) {
    List<ManagingNode> found = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      String here = namespace(proc.resolve("thread-self"));
      for (Path process : processes) {
        of(process, here).ifPresent(found::add);
      }
    } catch (IOException hidden) {
      // No /proc, no processes that could be seen.
    }
    return found;
  }

  private static Optional<ManagingNode> of(Path process, String here) {
    try {
      byte[] line = Files.readAllBytes(process.resolve("cmdline"));
      List<String> words = Arrays.asList(new String(line, StandardCharsets.UTF_8).split("\0", -1));
      int main = 0;
      while (main < words.size() && !MAINS.contains(words.get(main))) {
        main++;
      }
      if (main + 1 >= words.size() || !words.get(main + 1).equals("run")) {
        return Optional.empty();
      }
      Optional<String> config = option("--config", words);
      if (config.isEmpty() || !namespace(process).equals(here)) {
        return Optional.empty();
      }
      Path file = process.resolve("cwd").toRealPath().resolve(config.get());
      String number = process.getFileName().toString();
      return Optional.of(new ManagingNode(number, file, option("--node", words)));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private static String namespace(Path process) throws IOException {
    return Files.readSymbolicLink(process.resolve("ns/net")).toString();
  }

  private static Optional<String> option(String name, List<String> words) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith(name + "=")) {
        return Optional.of(words.get(i).substring(name.length() + 1));
      }
      if (words.get(i).equals(name) && i + 1 < words.size()) {
        return Optional.of(words.get(i + 1));
      }
    }
    return Optional.empty();
  }

  /** What is to be said of these requests; empty where they change none of its services. */
  Optional<String> warning(List<Request> requests) {
    String who = "a node of lvs-director runs here (process %s)".formatted(process);
    String instead =
        "change %s and run `lvs-director reload` instead, or let --adopt do both".formatted(config);
    Set<ServiceKey> managed;
    try {
      Config read =
          node.isPresent() ? ConfigReader.read(config, node.get()) : ConfigReader.read(config);
      if (read.dataplane() != DataplaneKind.IPVS) {
        return Optional.empty();
      }
      managed = read.services().stream().map(VirtualService::key).collect(Collectors.toSet());
    } catch (ConfigException unreadable) {
      return Optional.of(who + " and takes back changes of the services it manages; " + instead);
    }
    String touched =
        requests.stream()
            .flatMap(it -> touched(it, managed).stream())
            .distinct()
            .map(ServiceKey::toString)
            .sorted()
            .collect(Collectors.joining(", "));
    return touched.isEmpty()
        ? Optional.empty()
        : Optional.of("%s and takes back changes of %s; %s".formatted(who, touched, instead));
  }

  private static Set<ServiceKey> touched(Request request, Set<ServiceKey> managed) {
    if (request instanceof Request.Edit edit
        && edit.change() instanceof Change.OfService change
        && managed.contains(change.key())) {
      return Set.of(change.key());
    }
    return request instanceof Request.Clear ? managed : Set.of();
  }
}
