package org.lvsdirector.healthcheck.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * What a server has answered.
 *
 * @param body its first 64 KiB
 * @param trailers what came after the body
 */
public record Answer(int status, HttpHeaders headers, ByteBuf body, HttpHeaders trailers) {
  /** The body as UTF-8. */
  public String text() {
    return body.toString(StandardCharsets.UTF_8);
  }
}
