package org.lvsdirector.dataplane.ipvs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.dataplane.Destination;
import org.lvsdirector.dataplane.Method;
import org.lvsdirector.kernel.ProcLine;
import org.lvsdirector.model.Protocol;
import org.lvsdirector.model.ServiceKey;

/**
 * The destinations that {@code /proc/net/ip_vs} lists, in the kernel's order. Cheap for any number
 * of services, but it tells no thresholds and no tunnels (they read as 0 and IP in IP), and it does
 * not tell IPv4 from IPv6 for services by firewall mark, which are therefore left out.
 *
 * <p>What is listed in the same bytes as the last time is not parsed again: it is the same list.
 */
final class ProcIpVs {
  private static final Map<String, Method> METHODS =
      Map.of(
          "Masq", Method.MASQ,
          "Local", Method.LOCAL,
          "Tunnel", Method.TUNNEL,
          "Route", Method.ROUTE,
          "Bypass", Method.BYPASS);

  private Listing last = Listing.NONE;

  /** A text, and what was read of it. */
  private record Listing(
      ByteBuffer text, List<Block> blocks, Map<ServiceKey, List<DestinationRow>> services) {
    static final Listing NONE = new Listing(ByteBuffer.allocate(0), List.of(), Map.of());
  }

  /** A service's lines. */
  private record Block(int from, int to, Optional<ServiceKey> key, List<DestinationRow> rows) {}

  /**
   * Reads the whole text of the file.
   *
   * @param text must stay as it is until the next call has returned
   * @throws IOException with the line that can not be understood
   */
  Map<ServiceKey, List<DestinationRow>> read(byte[] text) throws IOException {
    Listing before = last;
    // If this one fails, the next may be in the place where that text was.
    last = Listing.NONE;
    ByteBuffer bytes = ByteBuffer.wrap(text);
    last =
        bytes.equals(before.text())
            ? new Listing(bytes, before.blocks(), before.services())
            : list(text, before);
    return last.services();
  }

  private static Listing list(byte[] text, Listing before) throws IOException {
    List<Block> blocks = new ArrayList<>();
    Map<ServiceKey, List<DestinationRow>> services = new HashMap<>();
    int at = body(text);
    while (at < text.length) {
      Optional<Block> same = repeated(text, at, before, blocks.size());
      Block block = same.isPresent() ? same.get() : parse(text, at);
      blocks.add(block);
      block.key().ifPresent(key -> services.put(key, block.rows()));
      at = block.to();
    }
    return new Listing(ByteBuffer.wrap(text), blocks, services);
  }

  /** Where the lines of services begin: behind the heading. */
  private static int body(byte[] text) {
    for (int at = 0; at < text.length; ) {
      ProcLine line = line(text, at);
      at = line.next();
      if (line.is(0, "->") && line.is(1, "RemoteAddress:Port")) {
        return at;
      }
    }
    return text.length;
  }

  /** The block that stood at this turn the last time, if the same bytes stand here now. */
  private static Optional<Block> repeated(byte[] text, int at, Listing before, int turn) {
    if (turn >= before.blocks().size()) {
      return Optional.empty();
    }
    Block last = before.blocks().get(turn);
    int end = at + last.to() - last.from();
    boolean same =
        end <= text.length
            && Arrays.equals(before.text().array(), last.from(), last.to(), text, at, end);
    boolean whole = same && (end == text.length || !line(text, end).is(0, "->"));
    return whole ? Optional.of(new Block(at, end, last.key(), last.rows())) : Optional.empty();
  }

  private static Block parse(byte[] text, int from) throws IOException {
    ProcLine line = line(text, from);
    int at = line.next();
    Optional<ServiceKey> key = line.words() == 0 ? Optional.empty() : service(line);
    List<DestinationRow> rows = new ArrayList<>();
    while (at < text.length) {
      ProcLine next = line(text, at);
      if (!next.is(0, "->")) {
        break;
      }
      rows.add(destination(next));
      at = next.next();
    }
    return new Block(from, at, key, List.copyOf(rows));
  }

  private static ProcLine line(byte[] text, int from) {
    return ProcLine.at("/proc/net/ip_vs", text, from, text.length);
  }

  private static Optional<ServiceKey> service(ProcLine line) throws IOException {
    if (line.words() < 3 || line.is(0, "->")) {
      throw line.unintelligible();
    }
    for (Protocol protocol : Protocol.values()) {
      if (line.is(0, protocol.label().toUpperCase(Locale.ROOT))) {
        return Optional.of(new ServiceKey.Address(protocol, line.endpoint(1)));
      }
    }
    return Optional.empty();
  }

  private static DestinationRow destination(ProcLine line) throws IOException {
    Method method = line.words() < 6 ? null : METHODS.get(line.word(2));
    if (method == null) {
      throw line.unintelligible();
    }
    return DestinationRow.listed(
        new Destination(line.endpoint(1), method, (int) line.number(3), 0, 0),
        line.number(4),
        line.number(5));
  }
}
