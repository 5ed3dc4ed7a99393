package org.lvsdirector;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.cluster.OrderedDrain;
import org.lvsdirector.cluster.Overrides;
import org.lvsdirector.cluster.Overrides.Target;
import org.lvsdirector.cluster.Presence;
import org.lvsdirector.cluster.ServerOverride;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.config.Role;
import org.lvsdirector.config.yaml.NotEditableException;
import org.lvsdirector.config.yaml.ServicesText;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.VirtualService;

/**
 * The configuration file with what operators changed worked into its text: whatever is in force
 * could stand in a file, and is judged as if it did. All that is done here takes a moment. What is
 * thrown is a {@link ConfigException} where the outcome is no sound configuration, and a {@link
 * NotEditableException} where the file is written in too odd a way.
 */
final class EditedFile {
  private static final String MARK = "\ufeff";
  private static final String OTHERWISE = "something else would change with it";

  private final Config file;
  private final Set<String> touched = new HashSet<>();
  private final List<String> services = new ArrayList<>();
  private final List<List<String>> servers = new ArrayList<>();
  private ServicesText text;

  private EditedFile(Config file) {
    this.file = file;
    String bytes = file.hash().text();
    this.text = ServicesText.of(bytes.startsWith(MARK) ? bytes.substring(1) : bytes);
    for (VirtualService service : file.services()) {
      services.add(service.name());
      servers.add(names(service));
    }
  }

  private static List<String> names(VirtualService service) {
    return new ArrayList<>(service.servers().stream().map(it -> it.endpoint().toString()).toList());
  }

  /** The file's configuration with what operators added and removed. */
  static Config apply(Config file, Overrides overrides) throws ConfigException {
    return file.cluster().role() == Role.DIRECTOR && !overrides.presences().isEmpty()
        ? file.withServices(of(file, overrides).checked().services())
        : file;
  }

  /** The same; the file's own where the outcome would not be sound, of which nothing is said. */
  static Config applyIfSound(Config file, Overrides overrides) {
    try {
      return apply(file, overrides);
    } catch (ConfigException | NotEditableException unsound) {
      return file;
    }
  }

  private static EditedFile of(Config file, Overrides overrides) throws ConfigException {
    EditedFile edited = new EditedFile(file);
    for (Map.Entry<Target, Overrides.Entry> each : overrides.presences()) {
      Presence presence = each.getValue().value().presence().orElseThrow();
      edited.touched.add(each.getKey().service());
      if (each.getKey().isService()) {
        edited.service(each.getKey().service(), presence);
      } else {
        edited.server(each.getKey(), presence);
      }
    }
    return edited;
  }

  /**
   * The text that the file must have for nothing to differ from it any more; what it makes is what
   * is in force.
   */
  static String text(Config file, Overrides overrides) throws ConfigException {
    EditedFile edited = of(file, overrides);
    Config worked =
        overrides.presences().isEmpty() ? file : file.withServices(edited.checked().services());
    for (Map.Entry<Target, Overrides.Entry> each : overrides.entries().entrySet()) {
      edited.set(worked, each.getKey(), each.getValue().value());
    }
    List<VirtualService> meant = Pool.of(worked, overrides).services();
    if (!Pool.of(edited.checked(), Overrides.NONE).services().equals(meant)) {
      throw new NotEditableException(OTHERWISE);
    }
    String mark = file.hash().text().startsWith(MARK) ? MARK : "";
    return mark + edited.text.text();
  }

  /**
   * By which address and port a server would be known.
   *
   * @param section the server as a configuration file has it, in brackets
   */
  static String nameOfServer(Config file, Overrides overrides, String service, String section)
      throws ConfigException {
    EditedFile edited = of(file, overrides);
    int place = edited.services.indexOf(service);
    ServicesText more = edited.text.withServer(place, section);
    List<RealServer> all = edited.read(more).services().get(place).servers();
    return all.get(all.size() - 1).endpoint().toString();
  }

  /** By which name a service would be known. */
  static String nameOfService(Config file, Overrides overrides, String section)
      throws ConfigException {
    EditedFile edited = of(file, overrides);
    List<VirtualService> all = edited.read(edited.text.withService(section)).services();
    return all.get(all.size() - 1).name();
  }

  private void service(String name, Presence presence) throws ConfigException {
    int place = services.indexOf(name);
    if (place >= 0) {
      text = text.withoutService(place);
      services.remove(place);
      servers.remove(place);
    }
    if (presence instanceof Presence.Added added) {
      text = text.withService(added.section());
      services.add(name);
      List<VirtualService> all = read(text).services();
      servers.add(names(all.get(all.size() - 1)));
    }
  }

  private void server(Target target, Presence presence) {
    int service = services.indexOf(target.service());
    if (service < 0) {
      return;
    }
    int place = servers.get(service).indexOf(target.server());
    if (place >= 0) {
      text = text.withoutServer(service, place);
      servers.get(service).remove(place);
    }
    if (presence instanceof Presence.Added added) {
      text = text.withServer(service, added.section());
      servers.get(service).add(target.server());
    }
  }

  /** Writes what else was changed of a server. */
  private void set(Config worked, Target target, ServerOverride value) {
    int service = services.indexOf(target.service());
    int server = service < 0 ? -1 : servers.get(service).indexOf(target.server());
    if (server < 0 || value.equals(ServerOverride.NONE)) {
      return;
    }
    touched.add(target.service());
    RealServer now = worked.services().get(service).servers().get(server);
    value
        .weight()
        .filter(it -> it != now.weight())
        .ifPresent(it -> text = text.withServerKey(service, server, "weight", it.toString()));
    value
        .state()
        .filter(it -> it != now.state())
        .ifPresent(it -> text = text.withServerKey(service, server, "state", it.label()));
    value
        .drain()
        .map(OrderedDrain::order)
        .filter(it -> !it.equals(now.drain()))
        .ifPresent(it -> text = text.withServerKey(service, server, "drain", words(it)));
  }

  private static String words(DrainOrder order) {
    String deadline =
        order.deadline().map(Duration::toSeconds).map("deadline: %ds, "::formatted).orElse("");
    return "{%sthen: %s, leftovers: %s, templates: %s, rate: %d}"
        .formatted(
            deadline,
            DrainOrder.label(order.then()),
            DrainOrder.label(order.leftovers()),
            DrainOrder.label(order.templates()),
            order.rate());
  }

  private Config read(ServicesText some) throws ConfigException {
    return ConfigReader.parse(file.file(), some.text(), file.node());
  }

  /** The outcome, if it differs from the file in what was meant and in nothing else. */
  private Config checked() throws ConfigException {
    Config read = read(text);
    List<VirtualService> all = read.services();
    boolean meant =
        all.stream().map(VirtualService::name).toList().equals(services)
            && all.stream().map(EditedFile::names).toList().equals(servers)
            && all.stream()
                .filter(it -> !touched.contains(it.name()))
                .toList()
                .equals(
                    file.services().stream().filter(it -> !touched.contains(it.name())).toList());
    if (!meant) {
      throw new NotEditableException(OTHERWISE);
    }
    return read;
  }
}
