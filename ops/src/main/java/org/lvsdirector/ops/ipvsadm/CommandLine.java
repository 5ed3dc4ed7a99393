package org.lvsdirector.ops.ipvsadm;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.ops.ipvsadm.Request.Columns;
import org.lvsdirector.ops.ipvsadm.Request.View;
import org.lvsdirector.ops.ipvsadm.Words.ActionToken;
import org.lvsdirector.ops.ipvsadm.Words.OptionToken;
import org.lvsdirector.ops.ipvsadm.Words.Token;

/**
 * From words to a request. Options are judged in the order they come, then what they make together.
 */
final class CommandLine {
  private static final String HELP = "; -h lists the options";

  private final ServiceDraft service;
  private final ServerDraft server;
  private final DaemonDraft daemon = new DaemonDraft();
  private final Set<String> groups = new HashSet<>();

  private CommandLine(Ports ports) {
    service = new ServiceDraft(ports);
    server = new ServerDraft(service);
  }

  static Request parse(List<String> arguments, Ports ports) throws UsageException {
    return new CommandLine(ports).request(arguments);
  }

  private Request request(List<String> arguments) throws UsageException {
    if (arguments.isEmpty()) {
      return new Request.Table(Optional.empty(), new View(Columns.RULES, false, false, true));
    }
    Words words = new Words(arguments);
    ActionToken first = first(words);
    Action action = first.action();
    if (action == Action.HELP) {
      return new Request.Help();
    }
    if (action == Action.VERSION) {
      return new Request.Version();
    }
    Optional<Request> daemonRequest = Optional.empty();
    if (action == Action.STOP_DAEMON) {
      daemonRequest =
          Optional.of(new Request.StopDaemon(DaemonDraft.state(first.value().orElseThrow())));
    } else if (action == Action.START_DAEMON) {
      DaemonDraft.state(first.value().orElseThrow());
    }
    for (Optional<Token> token = words.next(); token.isPresent(); token = words.next()) {
      take(token.get());
    }
    for (String group : groups) {
      if (!action.allows(group)) {
        throw UsageException.value("--%s has no %s".formatted(action.longName(), group));
      }
    }
    for (String group : action.required()) {
      if (!groups.contains(group)) {
        throw UsageException.value("--%s needs a %s".formatted(action.longName(), group));
      }
    }
    Request request =
        daemonRequest.isPresent() ? daemonRequest.get() : request(first, words.operands());
    if (action != Action.SET && !words.operands().isEmpty()) {
      throw UsageException.value("'" + words.operands().get(0) + "' is too much" + HELP);
    }
    return request;
  }

  private static ActionToken first(Words words) throws UsageException {
    Token token =
        words
            .next()
            .orElseThrow(() -> UsageException.option("what is to be done is missing" + HELP));
    if (token instanceof ActionToken action) {
      return action;
    }
    throw UsageException.option(
        "what is to be done (-A, -a, -L ...) comes before " + token.written() + HELP);
  }

  private void take(Token token) throws UsageException {
    if (token instanceof ActionToken action) {
      throw UsageException.value(
          "--%s (%s) comes second; one command line does one thing"
              .formatted(action.action().longName(), action.written()));
    }
    Option option = ((OptionToken) token).option();
    String value = ((OptionToken) token).value().orElse(null);
    if (!option.group().isEmpty() && !groups.add(option.group())) {
      throw UsageException.value("more than one " + option.group() + ": " + token.written());
    }
    if (!service.take(option, value) && !server.take(option, value)) {
      daemon.take(option, value);
    }
  }

  private Request request(ActionToken action, List<String> operands) throws UsageException {
    Optional<ServiceKey> key = service.key();
    return switch (action.action()) {
      case ADD_SERVICE -> edit(new Change.AddService(service.service()));
      case EDIT_SERVICE -> edit(new Change.SetService(service.service()));
      case DELETE_SERVICE -> edit(new Change.DeleteService(key.orElseThrow()));
      case ADD_SERVER ->
          edit(new Change.AddDestination(key.orElseThrow(), server.destination(key.get())));
      case EDIT_SERVER ->
          edit(new Change.SetDestination(key.orElseThrow(), server.destination(key.get())));
      case DELETE_SERVER ->
          edit(new Change.DeleteDestination(key.orElseThrow(), server.endpoint(key.get())));
      case CLEAR -> new Request.Clear();
      case LIST -> list(key);
      case ZERO -> new Request.Zero(key);
      case SAVE -> new Request.Save(groups.contains("numeric"));
      case RESTORE -> new Request.Restore();
      case SET -> edit(new Change.SetTimeouts(timeouts(operands)));
      case START_DAEMON ->
          new Request.StartDaemon(daemon.daemon(DaemonDraft.state(action.value().orElseThrow())));
      case STOP_DAEMON, HELP, VERSION -> throw new AssertionError(action);
    };
  }

  private Request edit(Change change) {
    return new Request.Edit(change, service.netmask());
  }

  private static Timeouts timeouts(List<String> operands) throws UsageException {
    if (operands.size() != 3) {
      throw UsageException.value(
          "--set takes three timeouts (tcp, tcpfin, udp), not " + operands.size());
    }
    int[] seconds = new int[3];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = ServiceDraft.seconds("timeout", operands.get(i), 0);
    }
    return new Timeouts(seconds[0], seconds[1], seconds[2]);
  }

  private Request list(Optional<ServiceKey> key) throws UsageException {
    List<String> shows =
        List.of("connection", "timeout", "daemon").stream().filter(groups::contains).toList();
    if (!shows.isEmpty()) {
      return listOther(shows);
    }
    Columns columns = Columns.RULES;
    if (groups.contains("stats")) {
      columns = Columns.STATS;
    } else if (groups.contains("rate")) {
      columns = Columns.RATE;
    } else if (groups.contains("thresholds")) {
      columns = Columns.THRESHOLDS;
    } else if (groups.contains("persistent-conn")) {
      columns = Columns.PERSISTENCE;
    } else if (groups.contains("tun-info")) {
      columns = Columns.TUNNELS;
    }
    View view =
        new View(
            columns,
            groups.contains("numeric"),
            groups.contains("exact"),
            !groups.contains("nosort"));
    return new Request.Table(key, view);
  }

  private Request listOther(List<String> shows) throws UsageException {
    String shown = shows.get(0);
    Set<String> against = new HashSet<>(groups);
    against.retainAll(
        Set.of(
            "connection",
            "timeout",
            "daemon",
            "service-address",
            "stats",
            "rate",
            "thresholds",
            "persistent-conn"));
    against.remove(shown);
    if (shown.equals("connection")) {
      against.remove("persistent-conn");
    }
    if (!against.isEmpty()) {
      throw UsageException.value(
          "--%s does not go with %s".formatted(shown, String.join(", ", against)));
    }
    return switch (shown) {
      case "timeout" -> new Request.ShowTimeouts();
      case "daemon" -> new Request.ShowDaemons();
      default ->
          new Request.Connections(groups.contains("numeric"), groups.contains("persistent-conn"));
    };
  }
}
