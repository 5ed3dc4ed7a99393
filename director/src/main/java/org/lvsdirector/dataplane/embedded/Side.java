package org.lvsdirector.dataplane.embedded;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.util.function.IntConsumer;

/**
 * One of the two sockets of a relayed connection: what arrives here is written to the peer. It
 * reads on only while the peer's socket takes what it gets, so that a slow reader slows the writer
 * down and memory stays bounded.
 */
final class Side extends ChannelInboundHandlerAdapter {
  private final Relay relay;
  private final SocketChannel channel;
  private final IntConsumer counter;
  private Side peer;
  private boolean inputDone;
  private boolean outputDone;

  Side(Relay relay, SocketChannel channel, IntConsumer counter) {
    this.relay = relay;
    this.channel = channel;
    this.counter = counter;
  }

  void pair(Side other) {
    peer = other;
    other.peer = this;
  }

  SocketChannel channel() {
    return channel;
  }

  /** Asks for more, unless there is none or the peer has enough to do. */
  void read() {
    if (!inputDone && peer.channel.isWritable()) {
      channel.read();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    counter.accept(((ByteBuf) message).readableBytes());
    // A write that fails closes the peer's channel, which then says so.
    var unused = peer.channel.write(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    relay.touch();
    peer.channel.flush();
    read();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (channel.isWritable() && peer != null) {
      relay.touch();
      peer.read();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE && !inputDone) {
      inputDone = true;
      // The peer learns of the end after all that came before it.
      peer.channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> peer.finishOutput());
    }
  }

  private void finishOutput() {
    channel
        .shutdownOutput()
        .addListener(
            done -> {
              outputDone = true;
              if (peer.outputDone) {
                relay.end();
              }
            });
  }

  /**
   * The socket is gone. If it had said all it had to say, the peer still gets that to the end;
   * otherwise the peer must learn that something is missing.
   */
  private void broken() {
    if (!inputDone) {
      relay.abort();
      return;
    }
    outputDone = true;
    peer.inputDone = true;
    if (peer.outputDone) {
      relay.end();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    broken();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var unused = channel.close();
    broken();
  }
}
