package org.lvsdirector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.lvsdirector.cluster.Overrides;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.healthcheck.Findings;
import org.lvsdirector.healthcheck.Health;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Weight;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.netfilter.NetfilterOutcome;
import org.lvsdirector.pool.Pools;
import org.lvsdirector.pool.Verdict;
import org.lvsdirector.reconcile.Placement;
import org.lvsdirector.reconcile.ServerId;

class PoolTest {
  private static final String FILE =
      """
      dataplane: embedded
      services:
        - name: web
          address: 192.0.2.1:80
          forward: nat
          check: {type: agent, port: 9}
          servers:
            - {address: 10.0.0.1:80, weight: 100}
            - {address: 10.0.0.2:80, weight: 100, state: drain}
      """;

  @Test
  void aServerHasTheWeightThatItsCheckAsksFor() throws ConfigException {
    assertThat(placement(0, Findings.NONE)).isEqualTo(new Placement.Serve(100));
    assertThat(placement(0, wish(new Weight.Percent(75)))).isEqualTo(new Placement.Serve(75));
    assertThat(placement(0, wish(new Weight.Exact(7)))).isEqualTo(new Placement.Serve(7));
    assertThat(placement(0, wish(new Weight.Percent(0)))).isEqualTo(new Placement.Serve(0));
    assertThat(placement(1, wish(new Weight.Exact(7))))
        .as("the operator's word comes first")
        .isEqualTo(new Placement.Quiesce());
  }

  private static Findings wish(Weight weight) {
    return Findings.NONE.withWeight(weight);
  }

  private static Placement placement(int index, Findings findings) throws ConfigException {
    Config config = ConfigReader.parse(Path.of("node.yaml"), FILE, "d1");
    VirtualService service = config.services().get(0);
    RealServer server = service.servers().get(index);
    Health health =
        Health.unknown(Instant.EPOCH)
            .next(
                ProbeResult.ok("said so", Duration.ZERO).with(findings),
                service.checksOf(server).list().get(0),
                Instant.EPOCH);
    Pool pool = Pool.of(config, Overrides.NONE);
    Pools pools = new Pools(watch -> Verdict.of(health), (kind, subject, text) -> {});
    pools.follow(pool.watched(), 0);
    return pool.wanted(pools.decided(), NetfilterOutcome.NONE)
        .placements()
        .get(new ServerId("web", server.endpoint()));
  }
}
