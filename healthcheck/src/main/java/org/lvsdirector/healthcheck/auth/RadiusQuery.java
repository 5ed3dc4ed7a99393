package org.lvsdirector.healthcheck.auth;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.lvsdirector.healthcheck.datagram.Query;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.secret.Secret;

/** A request and the answer that is proven to belong to it (RFC 2865, 3; RFC 3579, 3.2). */
final class RadiusQuery implements Query {
  private static final int ACCESS_REQUEST = 1;
  private static final int ACCESS_ACCEPT = 2;
  private static final int ACCESS_REJECT = 3;
  private static final int ACCESS_CHALLENGE = 11;
  private static final int STATUS_SERVER = 12;

  private static final int USER_NAME = 1;
  private static final int USER_PASSWORD = 2;
  private static final int NAS_IDENTIFIER = 32;
  static final int MESSAGE_AUTHENTICATOR = 80;

  private static final int HEAD = 20;
  private static final int AUTHENTICATOR = 4;
  private static final String NAME = "lvs-director";

  private final RadiusSecret secret;
  private final byte[] request;

  private RadiusQuery(RadiusSecret secret, byte[] request) {
    this.secret = secret;
    this.request = request;
  }

  static RadiusQuery status(Secret shared) {
    return status(shared, random());
  }

  static RadiusQuery access(Secret shared, String user, Secret password) {
    return access(shared, user, password, random());
  }

  /** {@code random}: 16 bytes that nobody can foresee, and one that numbers the request. */
  static RadiusQuery status(Secret shared, byte[] random) {
    RadiusSecret secret = new RadiusSecret(shared);
    return new RadiusQuery(secret, seal(secret, head(STATUS_SERVER, random)));
  }

  static RadiusQuery access(Secret shared, String user, Secret password, byte[] random) {
    RadiusSecret secret = new RadiusSecret(shared);
    ByteBuf out = head(ACCESS_REQUEST, random);
    attribute(out, USER_NAME, user.getBytes(StandardCharsets.UTF_8));
    byte[] authenticator = Arrays.copyOf(random, 16);
    attribute(out, USER_PASSWORD, secret.hidden(password.bytes(), authenticator));
    return new RadiusQuery(secret, seal(secret, out));
  }

  private static byte[] random() {
    byte[] random = new byte[17];
    new SecureRandom().nextBytes(random);
    return random;
  }

  private static ByteBuf head(int code, byte[] random) {
    ByteBuf out = Unpooled.buffer();
    return out.writeByte(code).writeByte(random[16]).writeShort(0).writeBytes(random, 0, 16);
  }

  private static void attribute(ByteBuf out, int type, byte[] value) {
    out.writeByte(type).writeByte(2 + value.length).writeBytes(value);
  }

  /** Adds who asks, the length, and the Message-Authenticator over all of it. */
  private static byte[] seal(RadiusSecret secret, ByteBuf out) {
    attribute(out, NAS_IDENTIFIER, NAME.getBytes(StandardCharsets.US_ASCII));
    attribute(out, MESSAGE_AUTHENTICATOR, new byte[16]);
    out.setShort(2, out.readableBytes());
    byte[] proof = secret.messageAuthenticator(ByteBufUtil.getBytes(out));
    out.setBytes(out.writerIndex() - proof.length, proof);
    return ByteBufUtil.getBytes(out);
  }

  @Override
  public ByteBuf question() {
    return Unpooled.wrappedBuffer(request);
  }

  @Override
  public Optional<Step.End> answer(ByteBuf datagram) {
    int length = datagram.readableBytes() < HEAD ? 0 : datagram.getUnsignedShort(2);
    if (length < HEAD || length > datagram.readableBytes() || datagram.getByte(1) != request[1]) {
      return Optional.empty();
    }
    byte[] answer = ByteBufUtil.getBytes(datagram, 0, length);
    byte[] asked = Arrays.copyOfRange(request, AUTHENTICATOR, HEAD);
    if (!secret.isProven(answer, asked)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (answer[0]) {
          case ACCESS_ACCEPT -> Step.ok("accepts");
          case ACCESS_CHALLENGE -> Step.ok("challenges");
          case ACCESS_REJECT -> Step.failed("rejects the user");
          default -> Step.failed("answers by code " + answer[0]);
        });
  }
}
