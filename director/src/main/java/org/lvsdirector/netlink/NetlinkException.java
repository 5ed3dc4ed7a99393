package org.lvsdirector.netlink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** A kernel socket refused, did not answer, or answered something that can not be understood. */
public final class NetlinkException extends IOException {
  private static final int DUMP_LIMIT = 256;

  private final int number;
  private final String request;
  private final String kernelText;

  private NetlinkException(String message, Errno errno, String request, String kernelText) {
    super(message);
    this.number = errno.number();
    this.request = request;
    this.kernelText = kernelText;
  }

  /**
   * A request that failed.
   *
   * @param request what was asked, in words
   * @param kernelText the kernel's own explanation (extended ACK), or empty
   */
  public static NetlinkException refused(String request, Errno errno, String kernelText) {
    String explained = kernelText.isEmpty() ? "" : ", the kernel says: " + kernelText;
    return new NetlinkException(
        request + ": " + errno + explained + help(errno), errno, request, kernelText);
  }

  /** The same failure with more to say about what to do. */
  public NetlinkException withAdvice(String advice) {
    NetlinkException advised =
        new NetlinkException(getMessage() + "; " + advice, errno(), request, kernelText);
    advised.initCause(this);
    return advised;
  }

  static NetlinkException silent(String request, String waited) {
    return new NetlinkException(
        request + ": no answer from the kernel within " + waited, Errno.ETIMEDOUT, request, "");
  }

  /** Bytes that are not what they should be: EPROTO, with a dump of them. */
  public static NetlinkException malformed(String what, ByteBuffer bytes) {
    return new NetlinkException(
        what + " can not be decoded from " + bytes.limit() + " bytes:" + dump(bytes),
        Errno.EPROTO,
        what,
        "");
  }

  /** The kernel's error; EPROTO for an answer that could not be decoded. */
  public Errno errno() {
    return new Errno(number);
  }

  /** What was asked, in words. */
  public String request() {
    return request;
  }

  /** The kernel's own explanation, or empty. */
  public String kernelText() {
    return kernelText;
  }

  /** The error alone, without the request: {@code EEXIST (File exists)} and the explanation. */
  public String reason() {
    return errno() + (kernelText.isEmpty() ? "" : ": " + kernelText) + help(errno());
  }

  private static String help(Errno errno) {
    return errno.equals(Errno.EPERM) || errno.equals(Errno.EACCES)
        ? "; this needs the capabilities CAP_NET_ADMIN and CAP_NET_RAW in the initial user"
            + " namespace: run as root, or with AmbientCapabilities=CAP_NET_ADMIN CAP_NET_RAW"
        : "";
  }

  private static String dump(ByteBuffer bytes) {
    StringBuilder text = new StringBuilder();
    int shown = Math.min(bytes.limit(), DUMP_LIMIT);
    for (int line = 0; line < shown; line += 16) {
      byte[] row = new byte[Math.min(16, shown - line)];
      bytes.get(line, row);
      text.append(String.format("%n  %04x  ", line))
          .append(HexFormat.ofDelimiter(" ").formatHex(row));
    }
    return shown < bytes.limit() ? text + "\n  ..." : text.toString();
  }
}
