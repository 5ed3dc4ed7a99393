package org.lvsdirector.healthcheck.text;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads text protocols line by line, and shows lines to people. */
public final class Lines {
  private static final int SHOWN = 100;

  private Lines() {}

  /** The next whole line without its end (LF, or CR LF); empty when it has not all come. */
  public static Optional<String> next(ByteBuf in) {
    int length = in.bytesBefore((byte) '\n');
    if (length < 0) {
      return Optional.empty();
    }
    String line = in.readString(length, StandardCharsets.UTF_8);
    in.skipBytes(1);
    return Optional.of(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
  }

  /** What a server has said, as it may be shown: 100 characters, nothing that moves a cursor. */
  public static String shown(String said) {
    StringBuilder shown = new StringBuilder();
    said.codePoints()
        .limit(SHOWN)
        .map(point -> isVisible(point) ? point : '?')
        .forEach(shown::appendCodePoint);
    return said.codePointCount(0, said.length()) > SHOWN ? shown + "…" : shown.toString();
  }

  private static boolean isVisible(int point) {
    int type = Character.getType(point);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
