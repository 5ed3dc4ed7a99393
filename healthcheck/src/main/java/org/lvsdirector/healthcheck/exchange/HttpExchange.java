package org.lvsdirector.healthcheck.exchange;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.channel.Channels;
import org.lvsdirector.healthcheck.tls.Encryption;

/**
 * One request and its answer on a connection of its own.
 *
 * @param encryption not begun yet; empty = in the clear
 * @param http2 whether to speak HTTP/2: by ALPN in TLS, else by prior knowledge (RFC 9113, 3.3)
 */
public record HttpExchange(
    Attempt attempt, Watch watch, Optional<Encryption> encryption, boolean http2) {
  /** The protocol's name in ALPN. */
  public static final String H2 = "h2";

  /**
   * Sends a request, to be called on the attempt's event loop.
   *
   * @param wantsBody whether the body matters, given the status
   * @param then gets the answer; where there is none, the attempt ends
   */
  public void send(FullHttpRequest request, IntPredicate wantsBody, Consumer<Answer> then) {
    AnswerReader reader = new AnswerReader(attempt, wantsBody, then);
    try {
      ChannelFuture connected =
          Channels.stream(
              attempt.loop(),
              watch.target(),
              watch.check().origin(),
              watch.check().timeout(),
              pipeline(request, reader));
      attempt.follow(connected);
    } catch (RuntimeException e) {
      attempt.unopened(e);
    }
  }

  private ChannelHandler pipeline(FullHttpRequest request, AnswerReader reader) {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        encryption.ifPresent(it -> it.begin(channel));
        channel
            .pipeline()
            .addLast(new Opening(attempt, encryption, http2, it -> begin(it, request, reader)));
      }
    };
  }

  private void begin(Channel channel, FullHttpRequest request, AnswerReader reader) {
    attempt.await("no answer");
    if (http2) {
      Http2Stream.open(channel, attempt, request, reader);
    } else {
      channel.pipeline().addLast(new HttpClientCodec(), reader);
      Channels.send(channel, request);
    }
  }
}
