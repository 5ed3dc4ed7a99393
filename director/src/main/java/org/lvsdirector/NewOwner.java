package org.lvsdirector;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.sync.Introductions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does for connections once it has got the addresses of a group.
 *
 * @param services all that there are
 * @param holds whether it still has the addresses; safe from any thread
 */
record NewOwner(VipGroup group, List<VirtualService> services, BooleanSupplier holds) {
  private static final Logger log = LoggerFactory.getLogger(NewOwner.class);

  /** Whoever has not spoken after that long hardly waits for an answer. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  /** Makes connections of FullNAT known to the packet filter, on a thread that ends by itself. */
  void introduce() {
    if (services.stream().anyMatch(it -> it.forward() == ForwardingMethod.FULLNAT)) {
      Thread thread = new Thread(this::introduceNow, "introductions");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void introduceNow() {
    Set<InetAddress> vips = group.vips().stream().map(Vip::address).collect(Collectors.toSet());
    long start = System.nanoTime();
    BooleanSupplier goOn =
        () -> holds.getAsBoolean() && System.nanoTime() - start < LONGEST.toNanos();
    try {
      Introductions.Result result = Introductions.make(services, vips, goOn);
      log.info(
          "{}: {} connections introduced to the packet filter within {} ms",
          group.name(),
          result.made(),
          Duration.ofNanos(System.nanoTime() - start).toMillis());
      result.refusals().forEach(this::warn);
    } catch (IOException | RuntimeException failed) {
      warn(String.valueOf(failed.getMessage()));
    }
  }

  private void warn(String why) {
    log.warn(
        "{}: the packet filter learns of some connections when their clients speak only: {}",
        group.name(),
        why);
  }
}
