package org.lvsdirector.healthcheck.datagram;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.channel.Channels;
import org.lvsdirector.healthcheck.dialogue.Step;

/** Sends a question on a socket of its own and hears whatever the server sends there. */
public final class DatagramExchange extends SimpleChannelInboundHandler<DatagramPacket> {
  private final Attempt attempt;
  private final Query query;
  private final Consumer<Step.End> then;
  private int strays;
  private boolean done;

  private DatagramExchange(Attempt attempt, Query query, Consumer<Step.End> then) {
    this.attempt = attempt;
    this.query = query;
    this.then = then;
  }

  /**
   * Asks by UDP, to be called on the attempt's event loop.
   *
   * @param then gets the answer, or what silence means; where there is neither, the attempt ends
   */
  public static void ask(Attempt attempt, Watch watch, Query query, Consumer<Step.End> then) {
    ask(
        attempt,
        handler ->
            Channels.datagram(attempt.loop(), watch.target(), watch.check().origin(), handler),
        query,
        then);
  }

  /** As above, through a socket that {@code connect} makes for the handler it is given. */
  public static void ask(
      Attempt attempt,
      Function<ChannelHandler, ChannelFuture> connect,
      Query query,
      Consumer<Step.End> then) {
    try {
      DatagramExchange handler = new DatagramExchange(attempt, query, then);
      begin(attempt, connect.apply(handler), handler);
    } catch (RuntimeException e) {
      attempt.unopened(e);
    }
  }

  private static void begin(Attempt attempt, ChannelFuture connected, DatagramExchange handler) {
    attempt.follow(connected);
    attempt.await("no answer");
    handler
        .query
        .silence()
        .ifPresent(silence -> attempt.atDeadline(() -> handler.then.accept(silence)));
    connected.addListener(
        done -> {
          if (done.isSuccess()) {
            Channels.send(connected.channel(), handler.query.question());
          }
        });
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    if (done || attempt.isOver()) {
      return;
    }
    ByteBuf content = packet.content();
    Optional<Step.End> answer = query.answer(content);
    if (answer.isPresent()) {
      done = true;
      then.accept(answer.get());
    } else {
      strays++;
      attempt.await("no answer but " + strays + " datagram(s) that are none");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (!done) {
      attempt.broken(failure);
    }
  }
}
