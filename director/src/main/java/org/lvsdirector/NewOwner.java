package org.lvsdirector;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.model.ForwardingMethod;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VirtualService;
import org.lvsdirector.sync.Introductions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node does for connections once it has got the addresses that they go to. */
record NewOwner(Vertx vertx) {
  private static final Logger log = LoggerFactory.getLogger(NewOwner.class);

  /** Makes those of FullNAT known to the packet filter, where there are any; does not wait. */
  void introduce(VipGroup group, List<VirtualService> services) {
    if (services.stream().noneMatch(it -> it.forward() == ForwardingMethod.FULLNAT)) {
      return;
    }
    Set<InetAddress> vips = group.vips().stream().map(Vip::address).collect(Collectors.toSet());
    long start = System.nanoTime();
    vertx
        .executeBlocking(() -> Introductions.make(services, vips), false)
        .onSuccess(
            made ->
                log.info(
                    "{}: {} connections introduced to the packet filter within {} ms",
                    group.name(),
                    made,
                    Duration.ofNanos(System.nanoTime() - start).toMillis()))
        .onFailure(
            refused ->
                log.warn(
                    "{}: the packet filter learns of connections when their clients speak only: {}",
                    group.name(),
                    refused.getMessage()));
  }
}
