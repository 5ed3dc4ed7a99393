package org.lvsdirector.healthcheck.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.lvsdirector.healthcheck.channel.Attempt;

/** Puts an answer together as it comes in. */
final class AnswerReader extends SimpleChannelInboundHandler<HttpObject> {
  /** How much of a body is read; a page that is longer has answered well enough. */
  static final int BODY_LIMIT = 64 * 1024;

  private final Attempt attempt;
  private final IntPredicate wantsBody;
  private final Consumer<Answer> then;
  private final ByteBuf body = Unpooled.buffer(256, BODY_LIMIT);
  private HttpResponse head;
  private boolean interim;
  private boolean done;

  /**
   * A reader of one answer.
   *
   * @param wantsBody whether the body matters, given the status; otherwise it is not waited for
   */
  AnswerReader(Attempt attempt, IntPredicate wantsBody, Consumer<Answer> then) {
    this.attempt = attempt;
    this.wantsBody = wantsBody;
    this.then = then;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (done) {
      return;
    }
    if (part.decoderResult().isFailure()) {
      attempt.failed("invalid HTTP: " + part.decoderResult().cause().getMessage());
      return;
    }
    if (part instanceof HttpResponse it) {
      begun(it);
    }
    if (part instanceof HttpContent it && !done) {
      more(it);
    }
  }

  private void begun(HttpResponse response) {
    // 100 Continue, 103 Early Hints and their like come before the answer (RFC 9110, 15.2).
    interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    if (!interim) {
      head = response;
      attempt.await("status " + head.status().code() + " but no end of the body");
      if (!wantsBody.test(head.status().code())) {
        finish(new DefaultHttpHeaders());
      }
    }
  }

  private void more(HttpContent part) {
    boolean last = part instanceof LastHttpContent;
    if (interim || head == null) {
      interim = interim && !last;
      return;
    }
    body.writeBytes(
        part.content(), Math.min(part.content().readableBytes(), body.maxWritableBytes()));
    if (part instanceof LastHttpContent it) {
      finish(it.trailingHeaders());
    } else if (body.maxWritableBytes() == 0) {
      finish(new DefaultHttpHeaders());
    }
  }

  private void finish(HttpHeaders trailers) {
    done = true;
    then.accept(new Answer(head.status().code(), head.headers(), body, trailers));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!done) {
      attempt.failed("connection closed by the server");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    if (!done) {
      attempt.broken(failure);
    }
  }
}
