package org.lvsdirector.ops.bench;

import java.util.List;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Lab;
import org.lvsdirector.ops.lab.Namespace;
import org.lvsdirector.ops.lab.RealServer;

/**
 * What the benchmarks of connections play on: machines for two directors, two real servers and a
 * client.
 *
 * @param modes how packets are forwarded; servers and client are ready for all
 * @param servers the real servers' addresses
 */
record Stage(
    Lab lab, List<Mode> modes, List<Guest> guests, List<String> servers, Namespace client) {

  static Stage set(Lab lab, List<Mode> modes) {
    List<Guest> guests = List.of(lab.guest("d1", 134), lab.guest("d2", 137));
    Namespace client = lab.namespace("client", 200);
    List<RealServer> servers = List.of(lab.realServer("rs1", 135), lab.realServer("rs2", 136));
    servers.forEach(server -> modes.forEach(mode -> mode.prepare(server, client.address())));
    return new Stage(
        lab, modes, guests, servers.stream().map(RealServer::address).toList(), client);
  }

  /** This product with a way of connection sync, as the configuration spells it. */
  Product product(String sync, String detect) {
    return new Product(
        lab, sync, modes, servers, it -> it.withDetect(detect).withMore("sync: " + sync));
  }
}
