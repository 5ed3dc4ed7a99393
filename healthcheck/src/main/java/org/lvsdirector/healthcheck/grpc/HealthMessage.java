package org.lvsdirector.healthcheck.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Messages of grpc.health.v1 in protobuf's encoding, each behind a byte that says whether it is
 * compressed and four of length (gRPC over HTTP/2).
 */
final class HealthMessage {
  private static final int SERVICE = 1;
  private static final int STATUS = 1;
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;
  private static final int LONGEST_VARINT = 10;

  private HealthMessage() {}

  /** HealthCheckRequest: {@code string service = 1}. */
  static ByteBuf request(String service) {
    ByteBuf message = Unpooled.buffer();
    if (!service.isEmpty()) {
      byte[] name = service.getBytes(StandardCharsets.UTF_8);
      message.writeByte(SERVICE << 3 | BYTES);
      writeVarint(message, name.length);
      message.writeBytes(name);
    }
    return Unpooled.buffer().writeByte(0).writeInt(message.readableBytes()).writeBytes(message);
  }

  /** HealthCheckResponse: {@code ServingStatus status = 1}; empty where it is none. */
  static OptionalLong status(ByteBuf body) {
    if (body.readableBytes() < 5
        || body.getByte(body.readerIndex()) != 0
        || body.getUnsignedInt(body.readerIndex() + 1) > body.readableBytes() - 5) {
      return OptionalLong.empty();
    }
    ByteBuf in = body.slice(body.readerIndex() + 5, body.getInt(body.readerIndex() + 1));
    long status = 0;
    while (in.isReadable()) {
      OptionalLong tag = varint(in);
      if (tag.isEmpty()) {
        return OptionalLong.empty();
      }
      Optional<Long> value = value(in, (int) (tag.getAsLong() & 7));
      if (value.isEmpty()) {
        return OptionalLong.empty();
      }
      status = tag.getAsLong() == (STATUS << 3 | VARINT) ? value.get() : status;
    }
    return OptionalLong.of(status);
  }

  /** The value of a field of any type, 0 where it is not a number; empty where it ends early. */
  private static Optional<Long> value(ByteBuf in, int type) {
    return switch (type) {
      case VARINT -> boxed(varint(in));
      case FIXED_64 -> skip(in, Long.BYTES);
      case FIXED_32 -> skip(in, Integer.BYTES);
      case BYTES -> boxed(varint(in)).flatMap(length -> skip(in, length));
      default -> Optional.empty();
    };
  }

  private static Optional<Long> skip(ByteBuf in, long bytes) {
    if (bytes < 0 || bytes > in.readableBytes()) {
      return Optional.empty();
    }
    in.skipBytes((int) bytes);
    return Optional.of(0L);
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  private static OptionalLong varint(ByteBuf in) {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT && in.isReadable(); i++) {
      int part = in.readUnsignedByte();
      value |= (long) (part & 0x7f) << (7 * i);
      if (part < 0x80) {
        return OptionalLong.of(value);
      }
    }
    return OptionalLong.empty();
  }

  private static void writeVarint(ByteBuf out, int value) {
    int left = value;
    while (left >= 0x80) {
      out.writeByte((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.writeByte(left);
  }
}
