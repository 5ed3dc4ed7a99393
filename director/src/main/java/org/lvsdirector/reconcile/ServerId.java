package org.lvsdirector.reconcile;

import org.lvsdirector.model.Endpoint;

/** A real server's place: the same machine may serve several services, each with its own fate. */
public record ServerId(String service, Endpoint server) {
  // Spelled out, as those of a record are slow until they are compiled, and there may be thousands.
  @Override
  public boolean equals(Object other) {
    return other instanceof ServerId that
        && server.equals(that.server)
        && service.equals(that.service);
  }

  @Override
  public int hashCode() {
    return 31 * service.hashCode() + server.hashCode();
  }

  @Override
  public String toString() {
    return service + "/" + server;
  }
}
