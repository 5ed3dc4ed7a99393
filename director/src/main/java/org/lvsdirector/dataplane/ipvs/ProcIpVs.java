package org.lvsdirector.dataplane.ipvs;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;

/**
 * The destinations that {@code /proc/net/ip_vs} lists, in the kernel's order. Cheap for any number
 * of services, but it tells no thresholds and no tunnels (they read as 0 and IP in IP), and it does
 * not tell IPv4 from IPv6 for services by firewall mark, which are therefore left out.
 */
final class ProcIpVs {
  private static final Map<String, Method> METHODS =
      Map.of(
          "Masq", Method.MASQ,
          "Local", Method.LOCAL,
          "Tunnel", Method.TUNNEL,
          "Route", Method.ROUTE,
          "Bypass", Method.BYPASS);

  private ProcIpVs() {}

  /**
   * Reads the text of the file.
   *
   * @throws IOException with the line that can not be understood
   */
  static Map<ServiceKey, List<Destination>> parse(List<String> lines) throws IOException {
    Map<ServiceKey, List<Destination>> services = new HashMap<>();
    List<Destination> current = new ArrayList<>();
    boolean body = false;
    for (String line : lines) {
      String[] words = line.strip().split("\\s+", -1);
      if (words[0].equals("->") && words.length > 1 && words[1].equals("RemoteAddress:Port")) {
        body = true;
      } else if (body && words[0].equals("->")) {
        current.add(destination(line, words));
      } else if (body && !line.isBlank()) {
        current = new ArrayList<>();
        Optional<ServiceKey> key = service(line, words);
        if (key.isPresent()) {
          services.put(key.get(), current);
        }
      }
    }
    return services;
  }

  private static Optional<ServiceKey> service(String line, String[] words) throws IOException {
    if (words.length < 3) {
      throw unintelligible(line);
    }
    if (words[0].equals("FWM")) {
      return Optional.empty();
    }
    for (Protocol protocol : Protocol.values()) {
      if (protocol.label().toUpperCase(Locale.ROOT).equals(words[0])) {
        return Optional.of(new ServiceKey.Address(protocol, endpoint(line, words[1])));
      }
    }
    return Optional.empty();
  }

  private static Destination destination(String line, String[] words) throws IOException {
    if (words.length < 6 || !METHODS.containsKey(words[2])) {
      throw unintelligible(line);
    }
    try {
      return new Destination(
          endpoint(line, words[1]), METHODS.get(words[2]), Integer.parseInt(words[3]), 0, 0);
    } catch (NumberFormatException e) {
      throw unintelligible(line);
    }
  }

  private static Endpoint endpoint(String line, String text) throws IOException {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw unintelligible(line);
    }
    try {
      int port = Integer.parseInt(text.substring(colon + 1), 16);
      return new Endpoint(address(line, text.substring(0, colon)), port);
    } catch (IllegalArgumentException e) {
      throw unintelligible(line);
    }
  }

  private static InetAddress address(String line, String text) throws IOException {
    if (text.startsWith("[") && text.endsWith("]")) {
      return Addresses.parse(text.substring(1, text.length() - 1))
          .orElseThrow(() -> unintelligible(line));
    }
    if (text.length() != 8) {
      throw unintelligible(line);
    }
    int bits = Integer.parseUnsignedInt(text, 16);
    return InetAddress.getByAddress(
        new byte[] {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits});
  }

  private static IOException unintelligible(String line) {
    return new IOException("/proc/net/ip_vs has a line that can not be understood: " + line);
  }
}
