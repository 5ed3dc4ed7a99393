package org.lvsdirector;

import java.io.IOException;
import org.lvsdirector.connections.ConnectionSource;
import org.lvsdirector.dataplane.embedded.EmbeddedDataplane;
import org.lvsdirector.dataplane.embedded.RelayedConnection;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.sync.ConnectionRow;
import org.lvsdirector.sync.ConnectionRow.Origin;
import org.lvsdirector.sync.ConnectionTable;

/** What the embedded data plane forwards, as the kernel would list it. */
record RelayedConnections(EmbeddedDataplane embedded) implements ConnectionSource {
  @Override
  public void read(ConnectionTable.Visitor visitor) throws IOException {
    for (RelayedConnection one : embedded.connections()) {
      ConnectionRow row =
          new ConnectionRow(
              Protocol.TCP.number(),
              one.client(),
              one.service(),
              one.server(),
              one.established() ? "ESTABLISHED" : "SYN_SENT",
              (int) one.left().toSeconds(),
              Origin.LOCAL,
              "",
              "");
      if (!visitor.visit(row)) {
        return;
      }
    }
  }
}
