package org.lvsdirector.healthcheck.exchange;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.channel.Channels;

/** A connection's only HTTP/2 stream (RFC 9113), which looks like HTTP/1.1 to its user. */
final class Http2Stream {
  private static final int HEADER_LIMIT = 16 * 1024;

  private Http2Stream() {}

  static void open(
      Channel connection, Attempt attempt, FullHttpRequest request, AnswerReader reader) {
    Http2Settings settings = Http2Settings.defaultSettings().maxHeaderListSize(HEADER_LIMIT);
    connection
        .pipeline()
        .addLast(
            Http2FrameCodecBuilder.forClient()
                .initialSettings(settings)
                .gracefulShutdownTimeoutMillis(0)
                .build(),
            new Http2MultiplexHandler(new Unasked()),
            new Trouble(attempt));
    ChannelInitializer<Channel> stream =
        new ChannelInitializer<>() {
          @Override
          protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new Http2StreamFrameToHttpObjectCodec(false), reader);
          }
        };
    new Http2StreamChannelBootstrap(connection)
        .handler(stream)
        .open()
        .addListener(
            opened -> {
              if (opened.isSuccess()) {
                Channels.send((Http2StreamChannel) opened.getNow(), request);
              } else {
                ReferenceCountUtil.release(request);
                attempt.broken(opened.cause());
              }
            });
  }

  /** Streams that a server opens; it was told not to. */
  private static final class Unasked extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      Channels.close(channel);
    }
  }

  /** What happens to the connection as a whole. */
  private static final class Trouble extends ChannelInboundHandlerAdapter {
    private final Attempt attempt;

    Trouble(Attempt attempt) {
      this.attempt = attempt;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
      if (frame instanceof Http2GoAwayFrame it && it.errorCode() != 0) {
        attempt.failed("the server ends HTTP/2 with error " + it.errorCode());
      }
      ReferenceCountUtil.release(frame);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
      if (failure instanceof IOException) {
        attempt.broken(failure);
      } else {
        attempt.failed("invalid HTTP/2: " + failure.getMessage());
      }
    }
  }
}
