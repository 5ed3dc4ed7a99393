package org.lvsdirector.healthcheck.database;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.lvsdirector.healthcheck.database.MysqlPackets.Packet;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.text.Lines;

/** Greeting, perhaps TLS, login, and what becomes of it. */
final class MysqlDialogue implements Dialogue {
  /** Whom the server turns away where nobody was named. */
  private static final String NOBODY = "lvs-director";

  /** COM_QUIT. */
  private static final byte[] QUIT = {1, 0, 0, 0, 1};

  /**
   * Errors that say no more than that the user or his address is not welcome: ER_DBACCESS_DENIED,
   * ER_ACCESS_DENIED, ER_HOST_NOT_PRIVILEGED, ER_SECURE_TRANSPORT_REQUIRED,
   * ER_ACCESS_DENIED_NO_PASSWORD, ER_ACCOUNT_HAS_BEEN_LOCKED.
   */
  private static final Set<Integer> TURNED_AWAY = Set.of(1044, 1045, 1130, 3159, 1698, 3118);

  private enum Stage {
    GREETING,
    SSL_REQUEST,
    HANDSHAKE,
    LOGIN
  }

  private final Optional<String> user;
  private final Optional<Secret> password;
  private final boolean tls;
  private MysqlGreeting greeting;
  private Stage stage = Stage.GREETING;

  MysqlDialogue(Optional<String> user, Optional<Secret> password, boolean tls) {
    this.user = user;
    this.password = password;
    this.tls = tls;
  }

  @Override
  public Step next(ByteBuf in) {
    if (stage == Stage.SSL_REQUEST) {
      stage = Stage.HANDSHAKE;
      return new Step.Encrypt();
    }
    if (stage == Stage.HANDSHAKE) {
      return login(2);
    }
    if (MysqlPackets.isNonsense(in)) {
      String bytes = ByteBufUtil.hexDump(in, in.readerIndex(), Math.min(8, in.readableBytes()));
      return Step.failed("no MySQL: answers " + bytes);
    }
    Optional<Packet> packet = MysqlPackets.next(in);
    if (packet.isEmpty()) {
      return Step.await(stage == Stage.GREETING ? "no greeting" : "no answer to the login");
    }
    ByteBuf body = packet.get().body();
    int kind = body.getUnsignedByte(body.readerIndex());
    if (kind == 0xff) {
      return error(body);
    }
    return stage == Stage.GREETING ? greeted(body) : answered(kind, packet.get());
  }

  private Step greeted(ByteBuf body) {
    Optional<MysqlGreeting> read = MysqlGreeting.of(body);
    if (read.isEmpty()) {
      return Step.failed("no MySQL that is known here: the greeting is not of version 10");
    }
    greeting = read.get();
    if (!tls) {
      return login(1);
    }
    if (!greeting.tls()) {
      return Step.failed(version() + " does not speak TLS");
    }
    stage = Stage.SSL_REQUEST;
    return new Step.Say(MysqlPackets.sslRequest(1));
  }

  private Step login(int number) {
    stage = Stage.LOGIN;
    String way = greeting.authentication();
    byte[] nonce = ByteBufUtil.getBytes(greeting.nonce());
    Optional<byte[]> proof = MysqlProof.of(way, password, nonce);
    // A server that would have it otherwise asks for that.
    String offered = proof.isPresent() ? way : MysqlProof.NATIVE;
    byte[] bytes =
        proof.orElseGet(() -> MysqlProof.of(MysqlProof.NATIVE, password, nonce).orElseThrow());
    return new Step.Say(MysqlPackets.login(number, tls, user.orElse(NOBODY), bytes, offered));
  }

  private Step answered(int kind, Packet packet) {
    return switch (kind) {
      case 0x00 -> Step.ok(version() + " lets in", QUIT);
      case 0x01 -> more(packet);
      case 0xfe -> otherWay(packet);
      default -> Step.failed(version() + " answers the login by " + kind);
    };
  }

  /** AuthMoreData of caching_sha2_password: 3 = good, an OK follows; 4 = the password itself. */
  private Step more(Packet packet) {
    int what = packet.body().readableBytes() < 2 ? 0 : packet.body().getByte(1);
    if (what == 3) {
      return Step.await("no end of the login");
    }
    if (what != 4 || (password.isPresent() && !tls)) {
      return Step.failed(version() + " wants the password itself, which takes TLS");
    }
    byte[] secret = password.map(Secret::bytes).orElseGet(() -> new byte[0]);
    ByteBuf body = Unpooled.buffer().writeBytes(secret).writeByte(0);
    return new Step.Say(MysqlPackets.packet(packet.number() + 1, body));
  }

  /** AuthSwitchRequest. */
  private Step otherWay(Packet packet) {
    ByteBuf body = packet.body().skipBytes(1);
    String way = MysqlPackets.text(body);
    byte[] nonce = new byte[Math.min(20, body.readableBytes())];
    body.readBytes(nonce);
    Optional<byte[]> proof = MysqlProof.of(way, password, nonce);
    return proof.isPresent()
        ? new Step.Say(
            MysqlPackets.packet(packet.number() + 1, Unpooled.wrappedBuffer(proof.get())))
        : Step.failed(version() + " authenticates by " + Lines.shown(way) + ", unknown here");
  }

  /** ERR_Packet; the SQLSTATE behind a # is there once the login has been sent. */
  private Step error(ByteBuf body) {
    body.skipBytes(1);
    int code = body.readableBytes() < 2 ? 0 : body.readUnsignedShortLE();
    String message = body.toString(StandardCharsets.UTF_8);
    String text = message.startsWith("#") && message.length() >= 6 ? message.substring(6) : message;
    String shown = "error " + code + " " + Lines.shown(text);
    return user.isEmpty() && TURNED_AWAY.contains(code)
        ? Step.ok(stage == Stage.GREETING ? "answers " + shown : version() + " answers")
        : Step.failed(shown);
  }

  private String version() {
    return Lines.shown(greeting.version());
  }
}
