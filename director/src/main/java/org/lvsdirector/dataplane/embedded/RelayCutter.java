package org.lvsdirector.dataplane.embedded;

import java.io.IOException;
import java.util.Optional;
import org.lvsdirector.dataplane.ConnectionCutter;
import org.lvsdirector.model.ServiceKey;

/** Resets relayed connections, at both their ends. */
record RelayCutter(Forwarder forwarder) implements ConnectionCutter {
  @Override
  public Optional<String> obstacle(ServiceKey service, boolean move) {
    return move
        ? Optional.of("the embedded data plane forwards TCP only, and no TCP connection can move")
        : Optional.empty();
  }

  @Override
  public Result cut(Cut cut) throws IOException {
    if (!(cut.service() instanceof ServiceKey.Address key)) {
      return new Result(0, 0, 0);
    }
    int closed = forwarder.call(() -> forwarder.abort(key.endpoint(), cut.server(), cut.most()));
    return new Result(closed, closed, 0);
  }
}
