package org.lvsdirector.healthcheck.database;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.DialogueProbe;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.text.Lines;
import org.lvsdirector.healthcheck.tls.Tls;

/**
 * Pings a Redis server (RESP, https://redis.io/docs/latest/develop/reference/protocol-spec/).
 *
 * @param user who logs in (ACL, Redis 6); empty = the default user, where there is a password
 * @param passwordFile empty = nobody logs in
 */
public record RedisProbe(Optional<String> user, Optional<Path> passwordFile, Optional<Tls> tls)
    implements DialogueProbe {
  @Override
  public String title() {
    return "Redis";
  }

  @Override
  public Optional<Path> secretFile() {
    return passwordFile;
  }

  @Override
  public Dialogue begin(Optional<Secret> secret) {
    return new RedisDialogue(secret.map(it -> auth(user, it)));
  }

  private static byte[] auth(Optional<String> user, Secret password) {
    byte[] auth = "AUTH".getBytes(StandardCharsets.UTF_8);
    return user.isPresent()
        ? command(auth, user.get().getBytes(StandardCharsets.UTF_8), password.bytes())
        : command(auth, password.bytes());
  }

  /** An array of bulk strings. */
  private static byte[] command(byte[]... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(("*" + words.length + "\r\n").getBytes(StandardCharsets.UTF_8));
    for (byte[] word : words) {
      out.writeBytes(("$" + word.length + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.writeBytes(word);
      out.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private static final class RedisDialogue implements Dialogue {
    private static final byte[] PING = command("PING".getBytes(StandardCharsets.UTF_8));

    private Optional<byte[]> auth;
    private String asked = "";

    RedisDialogue(Optional<byte[]> auth) {
      this.auth = auth;
    }

    @Override
    public Step next(ByteBuf in) {
      if (asked.isEmpty()) {
        return ask();
      }
      Optional<String> line = Lines.next(in);
      if (line.isEmpty()) {
        return Step.await("no answer to " + asked);
      }
      String reply = Lines.shown(line.get());
      if (reply.startsWith("-")) {
        return Step.failed(reply.substring(1) + ", in answer to " + asked);
      }
      if (asked.equals("AUTH")) {
        return reply.equals("+OK") ? ask() : unknown(reply);
      }
      return reply.equals("+PONG") ? Step.ok("PONG") : unknown(reply);
    }

    private Step ask() {
      Optional<byte[]> first = auth;
      auth = Optional.empty();
      asked = first.isPresent() ? "AUTH" : "PING";
      return Step.say(first.orElse(PING));
    }

    private Step unknown(String reply) {
      return Step.failed("no Redis: " + reply);
    }
  }
}
