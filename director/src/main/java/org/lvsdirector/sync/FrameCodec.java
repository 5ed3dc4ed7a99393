package org.lvsdirector.sync;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.lvsdirector.sync.Frame.Ack;
import org.lvsdirector.sync.Frame.Body;
import org.lvsdirector.sync.Frame.Data;
import org.lvsdirector.sync.message.SyncFormatException;

/** Frames as bytes; the first is none that a text could begin with. Big-endian. */
final class FrameCodec {
  static final byte MAGIC = (byte) 0xd5;
  static final byte VERSION = 1;

  private static final byte ACK = 1;
  private static final byte LIVE = 2;
  private static final byte COMPARE = 3;
  private static final byte PART = 4;
  private static final byte END = 5;
  private static final int HEADER = 3;

  private FrameCodec() {}

  /** Whether the bytes are meant for a relay. */
  static boolean isFrame(byte[] bytes) {
    return bytes.length > 0 && bytes[0] == MAGIC;
  }

  static byte[] encode(Frame frame) {
    byte[] bytes = new byte[HEADER + size(frame)];
    ByteBuffer to = ByteBuffer.wrap(bytes).put(MAGIC).put(VERSION).put(type(frame));
    if (frame instanceof Ack ack) {
      to.putLong(ack.stream()).putLong(ack.number());
    } else if (frame instanceof Data data) {
      to.putLong(data.stream()).putLong(data.number()).putLong(data.lost());
      put(to, data.body());
    }
    return bytes;
  }

  private static byte type(Frame frame) {
    if (frame instanceof Data data) {
      Body body = data.body();
      return body instanceof Body.Live
          ? LIVE
          : body instanceof Body.Part ? PART : body instanceof Body.End ? END : COMPARE;
    }
    return ACK;
  }

  private static int size(Frame frame) {
    if (!(frame instanceof Data data)) {
      return 2 * Long.BYTES;
    }
    Body body = data.body();
    int size = 3 * Long.BYTES;
    if (body instanceof Body.Live live) {
      size += live.message().length;
    } else if (body instanceof Body.Part part) {
      size += Long.BYTES + part.message().length;
    } else if (body instanceof Body.End) {
      size += 2 * Long.BYTES + 1;
    } else if (body instanceof Body.Compare compare) {
      Scope scope = compare.scope();
      size += Long.BYTES + size(scope.vips()) + size(scope.others()) + Digest.BYTES;
    }
    return size;
  }

  private static void put(ByteBuffer to, Body body) {
    if (body instanceof Body.Live live) {
      to.put(live.message());
    } else if (body instanceof Body.Part part) {
      to.putLong(part.request()).put(part.message());
    } else if (body instanceof Body.End end) {
      to.putLong(end.request()).putLong(end.total()).put((byte) (end.complete() ? 1 : 0));
    } else if (body instanceof Body.Compare compare) {
      to.putLong(compare.request());
      put(to, compare.scope().vips());
      put(to, compare.scope().others());
      compare.digest().put(to);
    }
  }

  /**
   * Reads a frame; the messages in it are not looked at.
   *
   * @throws SyncFormatException if it is none of this version
   */
  static Frame decode(byte[] bytes) throws SyncFormatException {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    try {
      if (from.get() != MAGIC) {
        throw new SyncFormatException("not of a relay");
      }
      int version = from.get();
      if (version != VERSION) {
        throw new SyncFormatException("of version %d, not %d".formatted(version, VERSION));
      }
      Frame frame = read(from.get(), from);
      if (from.hasRemaining()) {
        throw new SyncFormatException(from.remaining() + " bytes too long");
      }
      return frame;
    } catch (BufferUnderflowException cutOff) {
      throw new SyncFormatException("cut off after " + bytes.length + " bytes");
    }
  }

  private static Frame read(byte type, ByteBuffer from) throws SyncFormatException {
    if (type < ACK || type > END) {
      throw new SyncFormatException("of the unknown type " + type);
    }
    if (type == ACK) {
      return new Ack(from.getLong(), from.getLong());
    }
    long stream = from.getLong();
    long number = from.getLong();
    long lost = from.getLong();
    return new Data(stream, number, lost, body(type, from));
  }

  private static Body body(byte type, ByteBuffer from) throws SyncFormatException {
    return switch (type) {
      case LIVE -> new Body.Live(rest(from));
      case COMPARE ->
          new Body.Compare(
              from.getLong(), new Scope(addresses(from), addresses(from)), Digest.get(from));
      case PART -> new Body.Part(from.getLong(), rest(from));
      default -> new Body.End(from.getLong(), from.getLong(), from.get() != 0);
    };
  }

  private static byte[] rest(ByteBuffer from) {
    byte[] rest = new byte[from.remaining()];
    from.get(rest);
    return rest;
  }

  private static int size(Set<InetAddress> addresses) {
    return Short.BYTES + addresses.stream().mapToInt(it -> 1 + it.getAddress().length).sum();
  }

  private static void put(ByteBuffer to, Set<InetAddress> addresses) {
    to.putShort((short) addresses.size());
    addresses.forEach(it -> to.put((byte) it.getAddress().length).put(it.getAddress()));
  }

  private static Set<InetAddress> addresses(ByteBuffer from) throws SyncFormatException {
    int count = from.getShort() & 0xffff;
    if (count > Scope.MOST) {
      throw new SyncFormatException("with " + count + " addresses, more than " + Scope.MOST);
    }
    Set<InetAddress> addresses = new HashSet<>();
    for (int i = 0; i < count; i++) {
      int length = from.get();
      byte[] bytes = new byte[length == 4 ? 4 : 16];
      from.get(bytes);
      try {
        addresses.add(InetAddress.getByAddress(bytes));
      } catch (UnknownHostException impossible) {
        throw new IllegalStateException("an address of " + length + " bytes", impossible);
      }
    }
    return addresses;
  }
}
