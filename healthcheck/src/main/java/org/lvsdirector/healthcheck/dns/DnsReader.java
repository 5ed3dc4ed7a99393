package org.lvsdirector.healthcheck.dns;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads the parts of a message, whatever is in it. */
final class DnsReader {
  /** Names have no more labels than bytes (RFC 1035, 2.3.4), pointers included. */
  private static final int MOST_STEPS = 255;

  private static final int LONGEST_NAME = 255;

  private final ByteBuf message;

  /** Reads from the message's beginning, which pointers count from. */
  DnsReader(ByteBuf message) {
    this.message = message.slice();
  }

  int at() {
    return message.readerIndex();
  }

  void skip(int bytes) throws MalformedMessageException {
    need(bytes);
    message.skipBytes(bytes);
  }

  int u8() throws MalformedMessageException {
    need(1);
    return message.readUnsignedByte();
  }

  int u16() throws MalformedMessageException {
    need(2);
    return message.readUnsignedShort();
  }

  long u32() throws MalformedMessageException {
    need(4);
    return message.readUnsignedInt();
  }

  byte[] bytes(int length) throws MalformedMessageException {
    need(length);
    byte[] bytes = new byte[length];
    message.readBytes(bytes);
    return bytes;
  }

  /** Text of bytes as they are. */
  String text(int length) throws MalformedMessageException {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  /** A name in lower case, without a dot at the end; pointers only lead backwards. */
  String name() throws MalformedMessageException {
    StringBuilder name = new StringBuilder();
    int resume = -1;
    for (int step = 0; step < MOST_STEPS; step++) {
      int begin = message.readerIndex();
      int length = u8();
      if (length == 0) {
        if (resume >= 0) {
          message.readerIndex(resume);
        }
        return name.toString().toLowerCase(Locale.ROOT);
      }
      if (length >= 0xc0) {
        int target = (length & 0x3f) << 8 | u8();
        resume = resume < 0 ? message.readerIndex() : resume;
        if (target >= begin) {
          throw new MalformedMessageException("a name points forwards");
        }
        message.readerIndex(target);
      } else if (length > 63 || name.length() + length >= LONGEST_NAME) {
        throw new MalformedMessageException("a name is too long");
      } else {
        name.append(name.length() == 0 ? "" : ".").append(text(length));
      }
    }
    throw new MalformedMessageException("a name has no end");
  }

  private void need(int bytes) throws MalformedMessageException {
    if (message.readableBytes() < bytes) {
      throw new MalformedMessageException("the message ends early");
    }
  }
}
