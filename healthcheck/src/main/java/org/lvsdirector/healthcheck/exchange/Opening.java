package org.lvsdirector.healthcheck.exchange;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Optional;
import java.util.function.Consumer;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.tls.Encryption;

/** Waits until a connection is ready for a request, then gives way. */
final class Opening extends ChannelInboundHandlerAdapter {
  private final Attempt attempt;
  private final Optional<Encryption> encryption;
  private final boolean http2;
  private final Consumer<Channel> then;

  Opening(Attempt attempt, Optional<Encryption> encryption, boolean http2, Consumer<Channel> then) {
    this.attempt = attempt;
    this.encryption = encryption;
    this.http2 = http2;
    this.then = then;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (encryption.isPresent()) {
      attempt.await("no TLS handshake");
    } else {
      ready(context);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (!(event instanceof SslHandshakeCompletionEvent it)) {
      context.fireUserEventTriggered(event);
    } else if (!it.isSuccess()) {
      attempt.broken(it.cause());
    } else if (http2 && !encryption.orElseThrow().protocol().equals(HttpExchange.H2)) {
      attempt.failed("the server does not offer HTTP/2");
    } else {
      ready(context);
    }
  }

  private void ready(ChannelHandlerContext context) {
    if (!attempt.isOver()) {
      Channel channel = context.channel();
      context.pipeline().remove(this);
      then.accept(channel);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    attempt.failed("connection closed by the server");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    attempt.broken(failure);
  }
}
