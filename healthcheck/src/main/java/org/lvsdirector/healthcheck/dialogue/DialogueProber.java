package org.lvsdirector.healthcheck.dialogue;

import io.netty.handler.ssl.SslContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Prober;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.secret.Secrets;
import org.lvsdirector.healthcheck.tls.Encryption;
import org.lvsdirector.healthcheck.tls.TlsContexts;

/** Holds the conversations of {@link DialogueProbe}s, each on a connection of its own. */
public final class DialogueProber implements Prober {
  private final Vertx vertx;
  private final TlsContexts contexts;
  private final Secrets secrets;

  /** Shares what is read from files with others. */
  public DialogueProber(Vertx vertx, TlsContexts contexts, Secrets secrets) {
    this.vertx = vertx;
    this.contexts = contexts;
    this.secrets = secrets;
  }

  @Override
  public Future<ProbeResult> probe(Watch watch) {
    DialogueProbe probe = (DialogueProbe) watch.check().probe();
    Attempt attempt =
        Attempt.begin(vertx, probe.title() + " on " + watch.name(), watch.check().timeout());
    if (probe.tls().isEmpty() && probe.secretFile().isEmpty()) {
      attempt.run(() -> converse(attempt, watch, probe, Optional.empty(), null));
      return attempt.outcome();
    }
    Future<Optional<Secret>> secret = secrets.of(probe.secretFile());
    Future<SslContext> context =
        probe
            .tls()
            .map(tls -> contexts.of(tls, List.of()))
            .orElseGet(() -> Future.succeededFuture(null));
    attempt.after(
        Future.all(secret, context),
        read -> converse(attempt, watch, probe, secret.result(), context.result()));
    return attempt.outcome();
  }

  private static void converse(
      Attempt attempt,
      Watch watch,
      DialogueProbe probe,
      Optional<Secret> secret,
      SslContext context) {
    if (attempt.isOver()) {
      return;
    }
    Optional<Encryption> encryption =
        probe.tls().map(tls -> new Encryption(context, tls, watch.target()));
    Conversation.hold(attempt, watch, probe.begin(secret), encryption, probe.beginsInTheClear());
  }

  @Override
  public void close() {}
}
