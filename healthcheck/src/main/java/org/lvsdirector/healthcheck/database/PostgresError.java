package org.lvsdirector.healthcheck.database;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.text.Lines;

/**
 * An ErrorResponse.
 *
 * @param code SQLSTATE (https://www.postgresql.org/docs/15/errcodes-appendix.html)
 */
record PostgresError(String code, String message) {
  /**
   * Classes of errors with which a server takes no clients: insufficient resources, operator
   * intervention (which is also what it answers while it starts), system error, internal error.
   */
  private static final Set<String> DISABLING = Set.of("53", "57", "58", "XX");

  static PostgresError of(ByteBuf body) {
    String code = "";
    String message = "";
    while (body.isReadable()) {
      char field = (char) body.readByte();
      int length = body.bytesBefore((byte) 0);
      if (field == 0 || length < 0) {
        break;
      }
      String value = body.readString(length, StandardCharsets.UTF_8);
      body.skipBytes(1);
      if (field == 'C') {
        code = value;
      } else if (field == 'M') {
        message = value;
      }
    }
    return new PostgresError(code, message);
  }

  /** A server that turns this user away is alive nevertheless. */
  Step verdict() {
    String shown = Lines.shown(code + " " + message);
    return code.length() < 2 || DISABLING.contains(code.substring(0, 2))
        ? Step.failed(shown)
        : Step.ok("answers " + shown);
  }
}
