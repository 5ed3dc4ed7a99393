package org.lvsdirector.ops.ipvsadm;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.dataplane.Dataplane.Failure;
import org.lvsdirector.dataplane.ipvs.IpvsTable;
import org.lvsdirector.dataplane.ipvs.SyncDaemon;
import org.lvsdirector.dataplane.ipvs.SyncDaemons;
import org.lvsdirector.dataplane.ipvs.TableRow;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Timeouts;
import org.lvsdirector.ops.ipvsadm.Ipvsadm.Line;

/** Carries out requests one after the other; changes in a row go to the kernel together. */
final class Execution implements AutoCloseable {
  private static final int REFUSED = 255;
  private static final int NOT_FOUND = 1;
  // The namespace of the calling thread; /proc/net would be that of the process's first thread.
  private static final Path CONNECTIONS = Path.of("/proc/thread-self/net/ip_vs_conn");

  private final IpvsTable table;
  private final Ports ports;
  private final PrintStream out;
  private final Complaints complaints;

  private Execution(IpvsTable table, Ports ports, PrintStream out, Complaints complaints) {
    this.table = table;
    this.ports = ports;
    this.out = out;
    this.complaints = complaints;
  }

  /** Where refusals go. */
  interface Complaints {
    /** Tells one; returns the exit status. */
    int complain(String message, int exitCode);
  }

  /**
   * Opens the kernel's IPVS.
   *
   * @throws IOException when there is none, or a capability is missing; the message says what to do
   */
  static Execution open(Ports ports, PrintStream out, Complaints complaints) throws IOException {
    return new Execution(IpvsTable.open(), ports, out, complaints);
  }

  /**
   * Carries out all; the exit status is that of the last one. As with ipvsadm, one that shall list
   * a service that does not exist is the last.
   */
  int run(List<Line> lines) {
    int status = 0;
    int next = 0;
    while (next < lines.size() && status != NOT_FOUND) {
      int end = next;
      while (end < lines.size() && lines.get(end).request() instanceof Request.Edit) {
        end++;
      }
      status = end > next ? edit(lines.subList(next, end)) : guarded(lines.get(next));
      next = Math.max(end, next + 1);
    }
    return status;
  }

  private int edit(List<Line> lines) {
    List<IpvsTable.Request> changes = new ArrayList<>(lines.size());
    for (Line line : lines) {
      Request.Edit edit = (Request.Edit) line.request();
      changes.add(new IpvsTable.Request(edit.change(), edit.netmask()));
    }
    try {
      List<Optional<Failure>> failures = table.apply(changes);
      int status = 0;
      for (int i = 0; i < lines.size(); i++) {
        Optional<Failure> failure = failures.get(i);
        String place = lines.get(i).place();
        status =
            failure.isEmpty()
                ? 0
                : complaints.complain(place + Refusals.text(failure.get()), REFUSED);
      }
      return status;
    } catch (IOException e) {
      return complaints.complain(e.getMessage(), REFUSED);
    }
  }

  private int guarded(Line line) {
    try {
      return other(line.request());
    } catch (IOException e) {
      return complaints.complain(line.place() + e.getMessage(), REFUSED);
    }
  }

  private int other(Request request) throws IOException {
    if (request instanceof Request.Table list) {
      return list(list);
    }
    if (request instanceof Request.Save save) {
      out.print(new SaveText(naming(save.numeric())).text(table.rows()));
    } else if (request instanceof Request.Connections connections) {
      List<String> lines = Files.readAllLines(CONNECTIONS, StandardCharsets.ISO_8859_1);
      Naming naming = naming(connections.numeric());
      out.print(new ConnectionText(naming, connections.engine()).text(lines));
    } else if (request instanceof Request.ShowTimeouts) {
      Timeouts it = table.timeouts();
      out.printf("Timeout (tcp tcpfin udp): %d %d %d%n", it.tcp(), it.tcpFin(), it.udp());
    } else if (request instanceof Request.Clear) {
      table.flush();
    } else if (request instanceof Request.Zero zero) {
      table.zero(zero.key());
    } else {
      return daemon(request);
    }
    return 0;
  }

  private int list(Request.Table request) throws IOException {
    TableText text = new TableText(request.view(), naming(request.view().numeric()));
    StringBuilder to = new StringBuilder();
    if (request.key().isPresent()) {
      Optional<TableRow> row = table.row(request.key().get());
      if (row.isEmpty()) {
        return complaints.complain(
            "the kernel has no service " + request.key().get() + "; -L -n lists all", NOT_FOUND);
      }
      to.append(text.head());
      text.append(row.get(), to);
    } else {
      to.append(
          "IP Virtual Server version %s (size=%d)%n"
              .formatted(table.info().version(), table.info().connectionTableSize()));
      to.append(text.head());
      List<TableRow> rows = table.rows();
      for (TableRow row : request.view().sorted() ? RuleOrder.services(rows) : rows) {
        text.append(row, to);
      }
    }
    out.print(to);
    return 0;
  }

  private int daemon(Request request) throws IOException {
    try (SyncDaemons daemons = SyncDaemons.open()) {
      if (request instanceof Request.StartDaemon start) {
        if (!daemons.start(start.daemon())) {
          return complaints.complain(
              "a %s daemon runs already; stop it first"
                  .formatted(Refusals.name(start.daemon().state())),
              REFUSED);
        }
      } else if (request instanceof Request.StopDaemon stop) {
        if (!daemons.stop(stop.state())) {
          return complaints.complain(
              "no %s daemon runs".formatted(Refusals.name(stop.state())), REFUSED);
        }
      } else {
        for (SyncDaemon it : daemons.daemons()) {
          out.printf(
              "%s sync daemon (mcast=%s, syncid=%d, maxlen=%d, group=%s, port=%d, ttl=%d)%n",
              Refusals.name(it.state()),
              it.interfaceName(),
              it.syncId(),
              it.maxLength(),
              Addresses.text(it.group()),
              it.port(),
              it.ttl());
        }
      }
      return 0;
    }
  }

  private Naming naming(boolean numeric) {
    return numeric ? new Naming.Numeric() : new Naming.Named(ports);
  }

  @Override
  public void close() {
    table.close();
  }
}
