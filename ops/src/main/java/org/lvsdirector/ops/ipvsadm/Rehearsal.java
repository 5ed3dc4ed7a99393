package org.lvsdirector.ops.ipvsadm;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Dataplane.Failure;
import org.lvsdirector.dataplane.Statistics.Traffic;
import org.lvsdirector.dataplane.ipvs.TableRow;
import org.lvsdirector.dataplane.ipvs.TableRow.Counters;
import org.lvsdirector.dataplane.ipvs.TableRow.DestinationRow;
import org.lvsdirector.ops.ipvsadm.Request.Columns;
import org.lvsdirector.ops.ipvsadm.Request.Edit;
import org.lvsdirector.ops.ipvsadm.Request.View;

/** Uses what the command uses, and changes nothing, so that its classes can be archived. */
public final class Rehearsal {
  private static final Ports PORTS = new Ports(List.of("http 80/tcp www"));

  private Rehearsal() {}

  /** Runs it; on a machine without IPVS too. */
  public static void run() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    InputStream bad = new ByteArrayInputStream("-A\n".getBytes(StandardCharsets.UTF_8));
    Ipvsadm.run(List.of("-R"), bad, nowhere, nowhere);
    Ipvsadm.run(List.of("-L", "-n"), InputStream.nullInputStream(), nowhere, nowhere);
    Ipvsadm.run(List.of("-L", "--daemon"), InputStream.nullInputStream(), nowhere, nowhere);
    try {
      Edit service = edit("-A -t 10.0.0.1:http -s wrr -p 60 -M 255.255.255.0");
      Edit server = edit("-a -t 10.0.0.1:80 -r 10.1.0.1 -i --tun-type gue --tun-port 6080 -w 2");
      Counters none = new Counters(new Traffic(0, 0, 0, 0, 0), new Traffic(0, 0, 0, 0, 0));
      Change.AddDestination added = (Change.AddDestination) server.change();
      TableRow row =
          new TableRow(
              ((Change.AddService) service.change()).service(),
              service.netmask(),
              none,
              List.of(new DestinationRow(added.destination(), 0, 0, 0, none)));
      View view = new View(Columns.STATS, true, false, true);
      new TableText(view, new Naming.Numeric()).append(row, new StringBuilder());
      new SaveText(new Naming.Named(PORTS)).text(List.of(row, row));
      Refusals.text(new Failure(added, "EEXIST"));
    } catch (UsageException e) {
      throw new AssertionError("what is rehearsed makes sense", e);
    }
  }

  private static Edit edit(String line) throws UsageException {
    return (Edit) CommandLine.parse(List.of(line.split(" ", -1)), PORTS);
  }
}
