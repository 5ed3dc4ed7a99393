package org.lvsdirector.healthcheck.auth;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.text.Lines;

/** Perhaps StartTLS, bind, unbind. */
final class LdapDialogue implements Dialogue {
  private enum Stage {
    BEGIN,
    START_TLS,
    HANDSHAKE,
    BIND
  }

  private final String name;
  private final Optional<Secret> password;
  private final boolean startTls;
  private Stage stage = Stage.BEGIN;

  LdapDialogue(String name, Optional<Secret> password, boolean startTls) {
    this.name = name;
    this.password = password;
    this.startTls = startTls;
  }

  @Override
  public Step next(ByteBuf in) {
    if (stage == Stage.BEGIN && startTls) {
      stage = Stage.START_TLS;
      return Step.say(LdapMessage.startTls(1));
    }
    if (stage == Stage.BEGIN || stage == Stage.HANDSHAKE) {
      stage = Stage.BIND;
      byte[] secret = password.map(Secret::bytes).orElseGet(() -> new byte[0]);
      return Step.say(LdapMessage.bind(2, name.getBytes(StandardCharsets.UTF_8), secret));
    }
    int begin = in.readerIndex();
    try {
      Optional<LdapMessage> message = LdapMessage.read(in);
      return message.isPresent() ? answered(message.get()) : Step.await("no answer");
    } catch (MalformedException e) {
      int shown = Math.min(8, in.writerIndex() - begin);
      return Step.failed("no LDAP: answers " + ByteBufUtil.hexDump(in, begin, shown));
    }
  }

  private Step answered(LdapMessage message) {
    String result = "result " + message.result() + " " + Lines.shown(message.diagnostic());
    String shown = message.result() == 0 ? "result 0" : result.strip();
    if (message.number() == 0) {
      return Step.failed("the server ends the connection: " + shown);
    }
    if (stage == Stage.START_TLS) {
      stage = Stage.HANDSHAKE;
      return message.result() == 0
          ? new Step.Encrypt()
          : Step.failed(shown + ", in answer to StartTLS");
    }
    String bound = name.isEmpty() ? "anonymous bind" : "bind";
    return message.result() == 0
        ? Step.ok(bound, LdapMessage.unbind(3))
        : Step.failed(shown + ", in answer to " + bound);
  }
}
