package org.lvsdirector;

import org.lvsdirector.model.RealServer;

/**
 * How a service or a server differs from the configuration file because an operator said so.
 *
 * @param server its address and port; empty = the service itself
 * @param edited added, removed or changed
 * @param file as the file has a server; null where it has none, and for services
 * @param now as a server is now; null where there is none, and for services
 */
public record ConfigChange(
    String service, String server, String edited, Settings file, Settings now) {
  /**
   * What operators can change of a server.
   *
   * @param weight when it is well
   * @param state up, drain or down
   * @param drain how it is drained by whoever says nothing else
   */
  public record Settings(int weight, String state, DrainPlan drain) {
    static Settings of(RealServer server) {
      return new Settings(server.weight(), server.state().label(), DrainPlan.of(server.drain()));
    }
  }
}
