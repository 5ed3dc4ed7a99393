package org.lvsdirector.healthcheck.database;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.text.Lines;

/** SSLRequest where TLS matters, StartupMessage, and what comes back. */
final class PostgresDialogue implements Dialogue {
  private static final byte[] SSL_REQUEST = {0, 0, 0, 8, 4, (byte) 210, 22, 47};
  private static final byte[] TERMINATE = {'X', 0, 0, 0, 4};
  private static final int PROTOCOL_3_0 = 3 << 16;
  private static final int LONGEST_MESSAGE = 30_000;

  private enum Stage {
    BEGIN,
    SSL,
    HANDSHAKE,
    STARTUP
  }

  private final Optional<String> user;
  private final Optional<String> database;
  private final boolean tls;
  private Stage stage = Stage.BEGIN;

  PostgresDialogue(Optional<String> user, Optional<String> database, boolean tls) {
    this.user = user;
    this.database = database;
    this.tls = tls;
  }

  @Override
  public Step next(ByteBuf in) {
    return switch (stage) {
      case BEGIN -> {
        if (!tls && user.isPresent()) {
          yield startup();
        }
        stage = Stage.SSL;
        yield Step.say(SSL_REQUEST);
      }
      case SSL -> in.isReadable() ? ssl((char) in.readByte(), in) : Step.await("no answer");
      case HANDSHAKE -> user.isPresent() ? startup() : Step.ok("speaks TLS");
      default -> message(in);
    };
  }

  private Step ssl(char answer, ByteBuf in) {
    if (answer == 'E') {
      // A server that is too old or too busy says so in an ErrorResponse.
      stage = Stage.STARTUP;
      in.readerIndex(in.readerIndex() - 1);
      return message(in);
    }
    // PostgreSQL says one letter and waits (CVE-2021-23222).
    if ((answer != 'S' && answer != 'N') || in.isReadable()) {
      return Step.failed("no PostgreSQL: answers " + Lines.shown("" + answer));
    }
    if (!tls) {
      return Step.ok("answers");
    }
    stage = Stage.HANDSHAKE;
    return answer == 'S' ? new Step.Encrypt() : Step.failed("the server does not speak TLS");
  }

  private Step startup() {
    stage = Stage.STARTUP;
    ByteBuf body = Unpooled.buffer();
    body.writeInt(PROTOCOL_3_0);
    parameter(body, "user", user.orElseThrow());
    database.ifPresent(it -> parameter(body, "database", it));
    parameter(body, "application_name", "lvs-director");
    body.writeByte(0);
    ByteBuf message = Unpooled.buffer().writeInt(body.readableBytes() + 4).writeBytes(body);
    return new Step.Say(message);
  }

  private static void parameter(ByteBuf out, String name, String value) {
    out.writeCharSequence(name, StandardCharsets.UTF_8);
    out.writeByte(0);
    out.writeCharSequence(value, StandardCharsets.UTF_8);
    out.writeByte(0);
  }

  private static Step message(ByteBuf in) {
    if (in.readableBytes() < 5) {
      return Step.await("no answer");
    }
    char type = (char) in.getByte(in.readerIndex());
    int length = in.getInt(in.readerIndex() + 1);
    if ((type != 'R' && type != 'E' && type != 'v') || length < 4 || length > LONGEST_MESSAGE) {
      String bytes = ByteBufUtil.hexDump(in, in.readerIndex(), 5);
      return Step.failed("no PostgreSQL: answers " + bytes);
    }
    if (in.readableBytes() < 1 + length) {
      return Step.await("no end of the answer");
    }
    in.skipBytes(5);
    ByteBuf body = in.readSlice(length - 4);
    return switch (type) {
      case 'R' -> authentication(body);
      case 'E' -> PostgresError.of(body).verdict();
      default -> Step.ok("answers", TERMINATE);
    };
  }

  private static Step authentication(ByteBuf body) {
    if (body.readableBytes() < 4) {
      return Step.failed("no PostgreSQL: an authentication request without a kind");
    }
    int kind = body.readInt();
    return Step.ok(kind == 0 ? "lets in" : "asks for a password", TERMINATE);
  }
}
