package org.lvsdirector.kernel;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The IPv4 default routes of the main table, as {@code /proc/net/route} lists them. */
public final class DefaultRoutes {
  private static final Path FILE = Path.of("/proc/thread-self/net/route");
  private static final int INTERFACE = 0;
  private static final int DESTINATION = 1;
  private static final int GATEWAY = 2;
  private static final int MASK = 7;

  private DefaultRoutes() {}

  /**
   * A default route.
   *
   * @param gateway 0.0.0.0 where everything is on the link
   */
  public record Route(String interfaceName, InetAddress gateway) {}

  /** Those of the calling thread's network namespace. */
  public static List<Route> read() throws IOException {
    return parse(Files.readAllLines(FILE));
  }

  static List<Route> parse(List<String> lines) throws IOException {
    List<Route> routes = new ArrayList<>();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String[] words = line.strip().split("\\s+", -1);
      if (words.length > MASK && isZero(words[DESTINATION]) && isZero(words[MASK])) {
        routes.add(new Route(words[INTERFACE], address(words[GATEWAY])));
      }
    }
    return routes;
  }

  private static boolean isZero(String hex) {
    return hex.equals("00000000");
  }

  /** Eight hex digits of the address as it lies in memory, so low byte first on this CPU. */
  private static InetAddress address(String hex) throws IOException {
    try {
      int bits = Integer.parseUnsignedInt(hex, 16);
      return InetAddress.getByAddress(
          new byte[] {(byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24)});
    } catch (NumberFormatException strange) {
      throw new IOException("no address in " + FILE + ": " + hex, strange);
    }
  }
}
