package org.lvsdirector.healthcheck.datagram;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.text.BodySearch;
import org.lvsdirector.healthcheck.text.Lines;
import org.lvsdirector.healthcheck.text.Regex;

/**
 * Sends a datagram. A port that is closed shows by an ICMP error; of a server that nothing is
 * expected from, silence until the timeout is all that can be had.
 *
 * @param send each character is a byte (ISO 8859-1)
 * @param reply must be found in an answer, of which each byte is a character; empty = any answer
 *     will do, and silence as well
 */
public record UdpProbe(String send, Optional<Regex> reply) implements DatagramProbe {
  @Override
  public String title() {
    return "UDP";
  }

  @Override
  public Query begin(List<Secret> secrets) {
    return new UdpQuery(send, reply);
  }

  private record UdpQuery(String send, Optional<Regex> reply) implements Query {
    @Override
    public ByteBuf question() {
      return Unpooled.wrappedBuffer(send.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public Optional<Step.End> answer(ByteBuf datagram) {
      String said = datagram.toString(StandardCharsets.ISO_8859_1);
      String answered = "answered " + Lines.shown(said);
      if (reply.isEmpty()) {
        return Optional.of(Step.ok(answered));
      }
      Regex wanted = reply.get();
      return Optional.of(
          switch (BodySearch.search(wanted.pattern(), said, BodySearch.SMALL_BUDGET)) {
            case FOUND -> Step.ok(answered);
            case MISSING -> Step.failed(answered + " but no " + wanted.text());
            default ->
                Step.failed(
                    "searching the answer's "
                        + said.length()
                        + " bytes for "
                        + wanted.text()
                        + " costs too much");
          });
    }

    @Override
    public Optional<Step.End> silence() {
      return reply.isEmpty()
          ? Optional.of(Step.ok("sent, and no ICMP error came back"))
          : Optional.empty();
    }
  }
}
