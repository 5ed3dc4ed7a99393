package org.lvsdirector.healthcheck.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import org.lvsdirector.healthcheck.datagram.Query;
import org.lvsdirector.healthcheck.dialogue.Dialogue;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.text.Lines;

/** A question with its number, for UDP and for TCP. */
final class DnsQuestion implements Query, Dialogue {
  private final DnsProbe probe;
  private final int id;
  private boolean asked;
  private boolean truncated;

  DnsQuestion(DnsProbe probe, int id) {
    this.probe = probe;
    this.id = id;
  }

  /** Whether the server said that its answer was too long. */
  boolean isTruncated() {
    return truncated;
  }

  @Override
  public ByteBuf question() {
    return DnsMessage.question(id, probe.name(), probe.type());
  }

  @Override
  public Optional<Step.End> answer(ByteBuf message) {
    try {
      Optional<DnsMessage> answer = DnsMessage.answer(message, id, probe.name(), probe.type());
      truncated = answer.filter(DnsMessage::truncated).isPresent();
      return answer.map(this::judge);
    } catch (MalformedMessageException e) {
      return Optional.of(Step.failed("no DNS: " + e.getMessage()));
    }
  }

  /** Over TCP, messages follow their length (RFC 1035, 4.2.2). */
  @Override
  public Step next(ByteBuf in) {
    if (!asked) {
      asked = true;
      ByteBuf question = question();
      return new Step.Say(
          Unpooled.buffer().writeShort(question.readableBytes()).writeBytes(question));
    }
    if (in.readableBytes() < 2 || in.readableBytes() < 2 + in.getUnsignedShort(in.readerIndex())) {
      return Step.await("no answer over TCP");
    }
    ByteBuf message = in.readSlice(2 + in.getUnsignedShort(in.readerIndex())).skipBytes(2);
    return answer(message).orElseGet(() -> Step.failed("the answer is to another question"));
  }

  private Step.End judge(DnsMessage answer) {
    String said = Lines.shown(answer.text());
    if (answer.truncated()) {
      return Step.failed("the answer is truncated");
    }
    if (answer.code() != probe.code().number()) {
      return Step.failed(said + ", expected " + probe.code());
    }
    if (probe.code() != ResponseCode.NOERROR) {
      return Step.ok(said);
    }
    if (answer.records().isEmpty()) {
      return Step.failed("no " + probe.type() + " record of " + probe.name());
    }
    for (String wanted : probe.answers()) {
      if (!answer.records().contains(RecordText.normal(probe.type(), wanted))) {
        return Step.failed(said + ", expected " + wanted);
      }
    }
    return Step.ok(said);
  }
}
