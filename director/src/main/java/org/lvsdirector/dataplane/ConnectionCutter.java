package org.lvsdirector.dataplane;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ServiceKey;

/** Something that can part a server from connections that it still has. */
public interface ConnectionCutter extends AutoCloseable {
  /**
   * Why connections of a service can not be closed or moved; empty when they can. Does not block.
   */
  Optional<String> obstacle(ServiceKey service, boolean move);

  /**
   * Closes or moves some of a server's connections, those that were not yet. Blocks; one thread at
   * a time.
   *
   * @throws IOException when it could not; the message says why
   */
  Result cut(Cut cut) throws IOException;

  @Override
  default void close() {}

  /**
   * What to do.
   *
   * @param move whether flows go on at another server where their protocol allows that
   * @param others those of the service that take new connections
   * @param strangers further services; of account for one by firewall mark only, whose connections
   *     are told from theirs
   * @param most how many connections at once
   */
  record Cut(
      ServiceKey service,
      Endpoint server,
      boolean move,
      List<Destination> others,
      Set<ServiceKey> strangers,
      int most) {
    /** Copies the collections. */
    public Cut {
      others = List.copyOf(others);
      strangers = Set.copyOf(strangers);
    }
  }

  /**
   * What was done.
   *
   * @param found how many connections and persistence templates there were to be treated, counted
   *     up to the most, and clients that are still to be reset; 0 = nothing is left to do
   */
  record Result(int found, int closed, int moved) {}
}
