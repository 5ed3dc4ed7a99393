package org.lvsdirector.ops.lab;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What most lab tests play in: two directors, two real servers, a client. */
final class Scene implements AutoCloseable {
  static final String GATEWAY = "172.16.1.1";
  static final String URL = "http://" + Lab.VIP + "/";

  final Lab lab = Lab.open();
  final RealServer rs1;
  final RealServer rs2;
  final Namespace client;
  final DirectorPair pair;

  private Scene(
      Function<RealServer, RealServer> prepare, Function<List<String>, DirectorPair.Setup> setup) {
    try {
      rs1 = prepare.apply(lab.realServer("rs1", 135));
      rs2 = prepare.apply(lab.realServer("rs2", 136));
      client = lab.namespace("client", 200);
      DirectorPair.Setup wanted = setup.apply(List.of(rs1.address(), rs2.address()));
      // Where the machine below is shared, whole guests stand still for longer than the default.
      pair = DirectorPair.start(lab, wanted.withDetect("1s"));
      Await.until(
          "both servers serve", Duration.ofSeconds(20), () -> ask(4).distinct().count() == 2);
    } catch (LabException e) {
      lab.close();
      throw e;
    }
  }

  static Scene directRouting() {
    return directRouting(setup -> setup);
  }

  static Scene directRouting(Function<DirectorPair.Setup, DirectorPair.Setup> change) {
    return new Scene(
        server -> server.directRouting(Lab.VIP),
        servers -> change.apply(DirectorPair.Setup.directRouting(servers)));
  }

  static Scene nat() {
    return new Scene(
        server -> server.replyVia(GATEWAY, Lab.DATA + "200"),
        servers -> DirectorPair.Setup.nat(servers, GATEWAY));
  }

  /** Real servers that cannot reach the client but through the director. */
  static Scene fullnat(List<String> snat, Function<DirectorPair.Setup, DirectorPair.Setup> change) {
    return new Scene(
        server -> server.unableToReach(Lab.DATA + "200"),
        servers -> change.apply(DirectorPair.Setup.fullnat(servers, snat)));
  }

  /** The answers to so many requests, one after the other, each on a connection of its own. */
  Stream<String> ask(int requests) {
    return client.run("curl -sS -m 1 '" + URL + "?[1-" + requests + "]'").text().lines();
  }

  /** The answer to a request from a port of the client's; empty where there was none. */
  String askFrom(int port) {
    return client.run("curl -sS -m 1 --local-port " + port + " '" + URL + "'").text().strip();
  }

  @Override
  public void close() {
    lab.close();
  }
}
