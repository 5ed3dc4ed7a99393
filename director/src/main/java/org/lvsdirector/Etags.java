package org.lvsdirector;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.VirtualService;

/**
 * Entity tags (RFC 9110, 8.8.3) of what operators can change. They are the same on all nodes, and
 * know nothing of health and counters.
 */
final class Etags {
  private Etags() {}

  static String of(RealServer server) {
    return tag(text(server));
  }

  static String of(VirtualService service) {
    return tag(
        service.servers().stream()
            .map(Etags::text)
            .collect(
                Collectors.joining(
                    " ",
                    service.key() + " " + service.scheduler() + " " + service.forward() + " ",
                    " " + service.persistence().timeout())));
  }

  private static String text(RealServer server) {
    return server.endpoint() + " " + server.weight() + " " + server.state() + " " + server.drain();
  }

  private static String tag(String text) {
    CRC32C sum = new CRC32C();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return "\"%08x%x\"".formatted(sum.getValue(), text.length());
  }
}
