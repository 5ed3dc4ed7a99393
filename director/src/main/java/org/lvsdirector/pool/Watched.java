package org.lvsdirector.pool;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.lvsdirector.healthcheck.Check;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.model.Checks;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.VirtualService;

/**
 * A service and what is watched of it.
 *
 * @param watches of each server, in the servers' order; none of one that nobody checks
 */
public record Watched(VirtualService service, List<List<Watch>> watches) {
  /** Copies the list. */
  public Watched {
    watches = List.copyOf(watches);
  }

  /** What has to be watched of a service. */
  public static Watched of(VirtualService service) {
    List<List<Watch>> watches = new ArrayList<>(service.servers().size());
    for (RealServer server : service.servers()) {
      Checks checks = service.checksOf(server);
      watches.add(
          checks.any()
              ? checks.list().stream().map(check -> watch(server, check)).toList()
              : List.of());
    }
    return new Watched(service, watches);
  }

  private static Watch watch(RealServer server, Check check) {
    return new Watch(
        new InetSocketAddress(server.endpoint().address(), server.endpoint().port()), check);
  }

  /** What is thought of each server by what is thought of each of its watches. */
  public List<Verdict> verdicts(Function<Watch, Verdict> sight) {
    Verdict[] verdicts = new Verdict[watches.size()];
    for (int i = 0; i < verdicts.length; i++) {
      List<Watch> own = watches.get(i);
      verdicts[i] =
          switch (own.size()) {
            case 0 -> Verdict.UNCHECKED;
            case 1 -> sight.apply(own.get(0));
            default ->
                Verdict.of(
                    own.stream().map(sight).toList(),
                    service.checksOf(service.servers().get(i)).require());
          };
    }
    return List.of(verdicts);
  }
}
