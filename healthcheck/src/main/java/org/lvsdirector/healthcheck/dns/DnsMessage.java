package org.lvsdirector.healthcheck.dns;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer (RFC 1035, 4), and the question.
 *
 * @param truncated whether it was too long for its transport
 * @param code see {@link ResponseCode}
 * @param records the texts of those of the type that was asked for
 */
record DnsMessage(boolean truncated, int code, List<String> records) {
  private static final int INTERNET = 1;
  private static final int RECURSION_DESIRED = 0x0100;
  private static final int RESPONSE = 0x8000;
  private static final int OPCODE = 0x7800;
  private static final int TRUNCATED = 0x0200;
  private static final int MOST_RECORDS = 1000;

  /** The question. */
  static ByteBuf question(int id, String name, RecordType type) {
    ByteBuf out = Unpooled.buffer();
    out.writeShort(id).writeShort(RECURSION_DESIRED);
    out.writeShort(1).writeShort(0).writeShort(0).writeShort(0);
    for (String label : name.isEmpty() ? new String[0] : name.split("\\.")) {
      byte[] bytes = label.getBytes(StandardCharsets.UTF_8);
      out.writeByte(bytes.length).writeBytes(bytes);
    }
    return out.writeByte(0).writeShort(type.number()).writeShort(INTERNET);
  }

  /**
   * Reads an answer.
   *
   * @return empty where it is the answer to another question
   */
  static Optional<DnsMessage> answer(ByteBuf message, int id, String name, RecordType type)
      throws MalformedMessageException {
    DnsReader in = new DnsReader(message);
    if (in.u16() != id) {
      return Optional.empty();
    }
    int flags = in.u16();
    int questions = in.u16();
    int answers = in.u16();
    in.skip(4);
    if ((flags & RESPONSE) == 0 || (flags & OPCODE) != 0 || questions > 1) {
      return Optional.empty();
    }
    // An error may come without the question.
    boolean same =
        questions == 0
            ? (flags & 0xf) != 0
            : in.name().equals(name.toLowerCase(Locale.ROOT))
                && in.u16() == type.number()
                && in.u16() == INTERNET;
    if (!same) {
      return Optional.empty();
    }
    boolean truncated = (flags & TRUNCATED) != 0;
    List<String> records = truncated ? List.of() : records(in, answers, type);
    return Optional.of(new DnsMessage(truncated, flags & 0xf, records));
  }

  private static List<String> records(DnsReader in, int count, RecordType type)
      throws MalformedMessageException {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < Math.min(count, MOST_RECORDS); i++) {
      in.name();
      int recordType = in.u16();
      boolean wanted = in.u16() == INTERNET && recordType == type.number();
      in.u32();
      int length = in.u16();
      int end = in.at() + length;
      if (wanted) {
        records.add(RecordText.read(in, type, length));
      } else {
        in.skip(length);
      }
      if (in.at() != end) {
        throw new MalformedMessageException("a record's length is wrong");
      }
    }
    return records;
  }

  /** What to say of it. */
  String text() {
    return ResponseCode.text(code) + (records.isEmpty() ? "" : " " + String.join(", ", records));
  }
}
