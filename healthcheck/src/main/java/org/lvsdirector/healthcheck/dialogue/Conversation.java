package org.lvsdirector.healthcheck.dialogue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.Optional;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.channel.Channels;
import org.lvsdirector.healthcheck.tls.Encryption;

/** Carries out on a connection of its own what a {@link Dialogue} says. */
public final class Conversation extends ChannelInboundHandlerAdapter {
  /** How much may have come that the dialogue made nothing of yet, in bytes. */
  static final int LIMIT = 64 * 1024;

  /** How often a dialogue may act on what has come before something new must come. */
  private static final int MOST_STEPS = 100;

  private final Attempt attempt;
  private final Dialogue dialogue;
  private final Optional<Encryption> encryption;
  private final ByteBuf in = Unpooled.buffer(256, LIMIT);

  private Conversation(Attempt attempt, Dialogue dialogue, Optional<Encryption> encryption) {
    this.attempt = attempt;
    this.dialogue = dialogue;
    this.encryption = encryption;
  }

  /**
   * Connects and converses, to be called on the attempt's event loop.
   *
   * @param encryption not begun yet; empty = in the clear throughout
   * @param inTheClear whether the dialogue begins before the encryption
   */
  public static void hold(
      Attempt attempt,
      Watch watch,
      Dialogue dialogue,
      Optional<Encryption> encryption,
      boolean inTheClear) {
    ChannelInitializer<Channel> pipeline =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            if (!inTheClear) {
              encryption.ifPresent(it -> it.begin(channel));
            }
            channel.pipeline().addLast(new Conversation(attempt, dialogue, encryption));
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
      attempt.follow(connected);
    } catch (RuntimeException e) {
      attempt.unopened(e);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (encryption.filter(Encryption::hasBegun).isPresent()) {
      attempt.await("no TLS handshake");
    } else {
      go(context);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslHandshakeCompletionEvent it) {
      if (it.isSuccess()) {
        go(context);
      } else {
        attempt.broken(it.cause());
      }
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf part = (ByteBuf) message;
    try {
      in.discardReadBytes();
      if (part.readableBytes() > in.maxWritableBytes()) {
        attempt.failed("the server sends more than " + LIMIT + " bytes at once");
        return;
      }
      in.writeBytes(part);
    } finally {
      part.release();
    }
    go(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!attempt.isOver()) {
      take(context, dialogue.ended(in));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    attempt.broken(failure);
  }

  private void go(ChannelHandlerContext context) {
    for (int i = 0; i < MOST_STEPS && !attempt.isOver(); i++) {
      if (!take(context, dialogue.next(in))) {
        return;
      }
    }
    attempt.failed("the conversation leads nowhere");
  }

  /** Whether the dialogue is to be asked again at once. */
  private boolean take(ChannelHandlerContext context, Step step) {
    if (step instanceof Step.Await it) {
      attempt.await(it.lacking());
      return false;
    }
    if (step instanceof Step.Say it) {
      Channels.send(context.channel(), it.bytes());
      return true;
    }
    if (step instanceof Step.End it) {
      end(context, it);
      return false;
    }
    if (in.isReadable()) {
      attempt.failed("the server sends something between agreeing to TLS and speaking it");
    } else {
      attempt.await("no TLS handshake");
      encryption.orElseThrow().begin(context.channel());
    }
    return false;
  }

  private void end(ChannelHandlerContext context, Step.End end) {
    if (end.farewell().isReadable()) {
      Channels.send(context.channel(), end.farewell());
    }
    end.over(encryption).settle(attempt);
  }
}
