package org.lvsdirector;

import java.time.Duration;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.RealServer;
import org.lvsdirector.model.VirtualService;

/**
 * Entity tags (RFC 9110, 8.8.3) of what operators can change. They are the same on all nodes, and
 * know nothing of health and counters. Every look at all services makes one for each server, so
 * that no text is built for them: they are sums of numbers, in the manner of FNV-1a.
 */
final class Etags {
  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  private Etags() {}

  static String of(RealServer server) {
    return tag(sum(START, server));
  }

  static String of(VirtualService service) {
    long sum = START;
    sum = add(sum, service.key().toString().hashCode());
    sum = add(sum, service.scheduler().label().hashCode());
    sum = add(sum, service.forward().label().hashCode());
    sum = add(sum, service.persistence().timeout().toSeconds());
    for (RealServer server : service.servers()) {
      sum = sum(sum, server);
    }
    return tag(sum);
  }

  private static long sum(long before, RealServer server) {
    long sum = before;
    for (byte part : server.endpoint().address().getAddress()) {
      sum = add(sum, part);
    }
    sum = add(sum, server.endpoint().port());
    sum = add(sum, server.weight());
    sum = add(sum, hash(server.state()));
    DrainOrder drain = server.drain();
    sum = add(sum, drain.deadline().map(Duration::toMillis).orElse(-1L));
    sum = add(sum, hash(drain.then()));
    sum = add(sum, hash(drain.leftovers()));
    sum = add(sum, hash(drain.templates()));
    return add(sum, drain.rate());
  }

  /** The same in every process, and kept within the name. */
  private static int hash(Enum<?> constant) {
    return constant.name().hashCode();
  }

  /** Folded, since a product alone never carries its upper half into the lower. */
  private static long add(long sum, long value) {
    long product = (sum ^ value) * PRIME;
    return product ^ (product >>> 32);
  }

  private static String tag(long sum) {
    return '"' + Long.toHexString(sum) + '"';
  }
}
