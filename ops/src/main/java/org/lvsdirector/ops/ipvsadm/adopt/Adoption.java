package org.lvsdirector.ops.ipvsadm.adopt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.model.Checks;
import org.lvsdirector.model.PoolPolicy;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.VirtualService;

/** From a configuration's text and a change to the text with the change in it. */
public final class Adoption {
  private static final String SERVICES = "services";
  private static final String SERVERS = "servers";

  private final Path file;
  private final Optional<String> node;

  /**
   * Takes texts as that of a file.
   *
   * @param node the node's name, where the file has none; empty = this host's
   */
  public Adoption(Path file, Optional<String> node) {
    this.file = file;
    this.node = node;
  }

  /**
   * The text with the change in it: read again, it differs by that and nothing else.
   *
   * @throws NotAdopted with what stands against it, such as every fault that the new text has
   */
  public String adopt(String text, Change.OfService change) throws NotAdopted {
    // The reader skips the mark of byte order too; places in the text are counted behind it.
    String mark = text.startsWith("\ufeff") ? "\ufeff" : "";
    String bare = text.substring(mark.length());
    List<VirtualService> before = read(bare, "has faults already").services();
    List<VirtualService> wanted = new ArrayList<>(before);
    String edited = edited(bare, change, wanted);
    List<VirtualService> after = read(edited, "would have faults with this").services();
    if (!same(wanted, after, change.key())) {
      throw new NotAdopted(
          file + " is written in a way that is not safe to edit; change it by hand");
    }
    return mark + edited;
  }

  private String edited(String text, Change.OfService change, List<VirtualService> services)
      throws NotAdopted {
    int index = index(services, change.key());
    Document document = Document.of(text);
    if (index < 0) {
      if (!(change instanceof Change.AddService add)) {
        throw new NotAdopted("%s has no service %s".formatted(file, change.key()));
      }
      VirtualService fresh = Wanted.fresh(add.service(), services);
      services.add(fresh);
      return document.append(document.root(), SERVICES, Keys.whole(fresh), false);
    }
    VirtualService before = services.get(index);
    Optional<VirtualService> after = Wanted.of(before, change);
    if (after.isEmpty()) {
      services.remove(index);
      return document.remove(document.root(), SERVICES, index);
    }
    services.set(index, after.get());
    String changed = set(text, index, Optional.empty(), Keys.of(before), Keys.of(after.get()));
    return servers(changed, index, before, after.get(), change);
  }

  private static String servers(
      String text, int index, VirtualService before, VirtualService after, Change change)
      throws NotAdopted {
    Document document = Document.of(text);
    if (change instanceof Change.AddDestination) {
      Map<String, String> keys = Keys.whole(after.servers().get(before.servers().size()), after);
      return document.append(document.item(document.root(), SERVICES, index), SERVERS, keys, true);
    }
    if (change instanceof Change.DeleteDestination delete) {
      int gone = Wanted.index(before, delete.endpoint());
      return document.remove(document.item(document.root(), SERVICES, index), SERVERS, gone);
    }
    if (change instanceof Change.SetDestination set) {
      int at = Wanted.index(before, set.destination().endpoint());
      return set(
          text,
          index,
          Optional.of(at),
          Keys.of(before.servers().get(at), before),
          Keys.of(after.servers().get(at), after));
    }
    return text;
  }

  private static String set(
      String text,
      int service,
      Optional<Integer> server,
      Map<String, Optional<String>> before,
      Map<String, Optional<String>> after)
      throws NotAdopted {
    String changed = text;
    for (Map.Entry<String, Optional<String>> each : after.entrySet()) {
      if (each.getValue().equals(before.get(each.getKey()))) {
        continue;
      }
      Document document = Document.of(changed);
      var section = document.item(document.root(), SERVICES, service);
      if (server.isPresent()) {
        section = document.item(section, SERVERS, server.get());
      }
      changed = document.set(section, each.getKey(), each.getValue());
    }
    return changed;
  }

  private Config read(String text, String otherwise) throws NotAdopted {
    try {
      return node.isPresent()
          ? ConfigReader.parse(file, text, node.get())
          : ConfigReader.parse(file, text);
    } catch (ConfigException e) {
      throw new NotAdopted(
          "%s %s; it stays as it is:\n%s".formatted(file, otherwise, e.getMessage()));
    }
  }

  private static int index(List<VirtualService> services, ServiceKey key) {
    for (int i = 0; i < services.size(); i++) {
      if (services.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** But for the checks and the policy of a new service, which are the file's defaults. */
  private static boolean same(
      List<VirtualService> wanted, List<VirtualService> after, ServiceKey key) {
    return without(key, wanted).equals(without(key, after));
  }

  private static List<VirtualService> without(ServiceKey key, List<VirtualService> services) {
    return services.stream().map(it -> it.key().equals(key) ? unchecked(it) : it).toList();
  }

  private static VirtualService unchecked(VirtualService it) {
    return new VirtualService(
        it.name(),
        it.key(),
        it.scheduler(),
        it.flags(),
        it.forward(),
        it.tunnel(),
        it.persistence(),
        it.onePacket(),
        it.onDown(),
        Checks.NONE,
        PoolPolicy.USUAL,
        it.sorryServer(),
        it.servers());
  }
}
