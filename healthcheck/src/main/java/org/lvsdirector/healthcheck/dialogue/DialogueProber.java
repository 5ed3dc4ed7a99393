package org.lvsdirector.healthcheck.dialogue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Prober;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.channel.Channels;
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
      attempt.loop().execute(() -> converse(attempt, watch, probe, Optional.empty(), null));
      return attempt.outcome();
    }
    Future<Optional<Secret>> secret = secrets.of(probe.secretFile());
    Future<SslContext> context =
        probe
            .tls()
            .map(tls -> contexts.of(tls, List.of()))
            .orElseGet(() -> Future.succeededFuture(null));
    Future.all(secret, context)
        .onComplete(
            read ->
                attempt
                    .loop()
                    .execute(
                        () -> {
                          if (read.failed()) {
                            attempt.unable(String.valueOf(read.cause().getMessage()));
                          } else {
                            converse(attempt, watch, probe, secret.result(), context.result());
                          }
                        }));
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
    Conversation conversation = new Conversation(attempt, probe.begin(secret), encryption);
    ChannelInitializer<Channel> pipeline =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            if (!probe.beginsInTheClear()) {
              encryption.ifPresent(it -> it.begin(channel));
            }
            channel.pipeline().addLast(conversation);
          }
        };
    try {
      ChannelFuture connected =
          Channels.stream(
              attempt.loop(),
              watch.target(),
              watch.check().origin(),
              watch.check().timeout(),
              pipeline);
      attempt.atEnd(() -> Channels.close(connected.channel()));
      connected.addListener(
          done -> {
            if (!done.isSuccess()) {
              attempt.broken(done.cause());
            }
          });
    } catch (RuntimeException e) {
      attempt.broken(e);
    }
  }

  @Override
  public void close() {}
}
