package org.lvsdirector.healthcheck.dns;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Optional;
import org.lvsdirector.healthcheck.Outcome;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Prober;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.datagram.DatagramExchange;
import org.lvsdirector.healthcheck.dialogue.Conversation;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.dns.DnsProbe.Transport;

/** Asks name servers. */
public final class DnsProber implements Prober {
  private final Vertx vertx;
  private final SecureRandom random = new SecureRandom();

  /** Opens nothing before it is asked to. */
  public DnsProber(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Future<ProbeResult> probe(Watch watch) {
    DnsProbe probe = (DnsProbe) watch.check().probe();
    String name = probe.name().isEmpty() ? "." : probe.name();
    String what = "DNS " + probe.type() + " " + name + " on " + watch.name();
    Attempt attempt = Attempt.begin(vertx, what, watch.check().timeout());
    attempt.run(
        () -> {
          if (probe.transport() == Transport.TCP) {
            byTcp(attempt, watch, probe);
          } else {
            byUdp(attempt, watch, probe);
          }
        });
    return attempt.outcome();
  }

  private void byUdp(Attempt attempt, Watch watch, DnsProbe probe) {
    DnsQuestion question = question(probe);
    DatagramExchange.ask(
        attempt, watch, question, end -> answered(attempt, watch, probe, question, end));
  }

  private void answered(
      Attempt attempt, Watch watch, DnsProbe probe, DnsQuestion question, Step.End end) {
    boolean again =
        question.isTruncated()
            || (probe.transport() == Transport.BOTH && end.outcome() == Outcome.OK);
    if (again) {
      attempt.release();
      attempt.await("no connection over TCP");
      byTcp(attempt, watch, probe);
    } else {
      end.settle(attempt);
    }
  }

  private void byTcp(Attempt attempt, Watch watch, DnsProbe probe) {
    Conversation.hold(attempt, watch, question(probe), Optional.empty(), true);
  }

  private DnsQuestion question(DnsProbe probe) {
    return new DnsQuestion(probe, random.nextInt(1 << 16));
  }

  @Override
  public void close() {}
}
