package org.lvsdirector.healthcheck.auth;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A server's answer to a bind or to StartTLS, and the requests (RFC 4511, in the BER of X.690).
 *
 * @param number of the request; 0 = the server says it by itself
 * @param result 0 = success (RFC 4511, 4.1.9)
 */
record LdapMessage(int number, int result, String diagnostic) {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int ENUMERATED = 0x0a;
  private static final int BIND_REQUEST = 0x60;
  private static final int BIND_RESPONSE = 0x61;
  private static final int UNBIND_REQUEST = 0x42;
  private static final int EXTENDED_REQUEST = 0x77;
  private static final int EXTENDED_RESPONSE = 0x78;
  private static final int CONTEXT_0 = 0x80;
  private static final byte[] VERSION = {3};
  private static final String START_TLS = "1.3.6.1.4.1.1466.20037";
  private static final int LONGEST = 30_000;

  static byte[] bind(int number, byte[] name, byte[] password) {
    return message(
        number,
        element(
            BIND_REQUEST,
            element(INTEGER, VERSION),
            element(OCTET_STRING, name),
            element(CONTEXT_0, password)));
  }

  static byte[] startTls(int number) {
    byte[] name = START_TLS.getBytes(StandardCharsets.US_ASCII);
    return message(number, element(EXTENDED_REQUEST, element(CONTEXT_0, name)));
  }

  static byte[] unbind(int number) {
    return message(number, element(UNBIND_REQUEST));
  }

  private static byte[] message(int number, byte[] operation) {
    return element(SEQUENCE, element(INTEGER, new byte[] {(byte) number}), operation);
  }

  private static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length > 127) {
      out.write(0x82);
      out.write(length >> 8);
    }
    out.write(length);
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  /** The next answer; empty while it has not all come. */
  static Optional<LdapMessage> read(ByteBuf in) throws MalformedException {
    ByteBuf all = in.duplicate();
    ByteBuf message = open(all, SEQUENCE);
    if (message == null) {
      return Optional.empty();
    }
    in.readerIndex(all.readerIndex());
    int number = integer(whole(message, INTEGER));
    int tag = message.isReadable() ? message.getUnsignedByte(message.readerIndex()) : 0;
    if (tag != BIND_RESPONSE && tag != EXTENDED_RESPONSE) {
      throw new MalformedException("operation " + tag);
    }
    ByteBuf operation = whole(message, tag);
    int result = integer(whole(operation, ENUMERATED));
    whole(operation, OCTET_STRING);
    String diagnostic = whole(operation, OCTET_STRING).toString(StandardCharsets.UTF_8);
    return Optional.of(new LdapMessage(number, result, diagnostic));
  }

  private static ByteBuf whole(ByteBuf in, int tag) throws MalformedException {
    ByteBuf content = open(in, tag);
    if (content == null) {
      throw new MalformedException("element " + tag + " ends early");
    }
    return content;
  }

  /** The content of the next element; null while it has not all come. */
  private static ByteBuf open(ByteBuf in, int tag) throws MalformedException {
    if (in.isReadable() && in.getUnsignedByte(in.readerIndex()) != tag) {
      throw new MalformedException("element " + in.getUnsignedByte(in.readerIndex()));
    }
    if (in.readableBytes() < 2) {
      return null;
    }
    int first = in.getUnsignedByte(in.readerIndex() + 1);
    int more = first < 0x80 ? 0 : first & 0x7f;
    if (first == 0x80 || more > 4) {
      throw new MalformedException("length of " + more + " bytes");
    }
    if (in.readableBytes() < 2 + more) {
      return null;
    }
    long length = first < 0x80 ? first : 0;
    for (int i = 0; i < more; i++) {
      length = length << 8 | in.getUnsignedByte(in.readerIndex() + 2 + i);
    }
    if (length > LONGEST) {
      throw new MalformedException("length " + length);
    }
    if (in.readableBytes() < 2 + more + length) {
      return null;
    }
    in.skipBytes(2 + more);
    return in.readSlice((int) length);
  }

  private static int integer(ByteBuf content) throws MalformedException {
    int length = content.readableBytes();
    if (length < 1 || length > 4) {
      throw new MalformedException("number of " + length + " bytes");
    }
    int value = 0;
    while (content.isReadable()) {
      value = value << 8 | content.readUnsignedByte();
    }
    return value;
  }
}
