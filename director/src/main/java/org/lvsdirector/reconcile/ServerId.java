package org.lvsdirector.reconcile;

import org.lvsdirector.model.Endpoint;

/** A real server's place: the same machine may serve several services, each with its own fate. */
public record ServerId(String service, Endpoint server) {
  @Override
  public String toString() {
    return service + "/" + server;
  }
}
