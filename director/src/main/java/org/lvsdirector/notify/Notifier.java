package org.lvsdirector.notify;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.lvsdirector.config.HookConfig;
import org.lvsdirector.model.EventSink;

/** All hooks of a node. Belongs to the node's context, but for {@link #status}. */
public final class Notifier {
  /** Told as an event, but never to a hook, which could be the one that fails. */
  static final String FAILED = "notify-failed";

  /** As {@link #FAILED}. */
  static final String OK = "notify-ok";

  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final long LOOK_MILLIS = 20;
  private static final Set<String> OF_SERVICES =
      Set.of("server", "quorum", "panic", "level", "drain", "drained", "service");

  private final Vertx vertx;
  private final EventSink events;
  private final Predicate<String> inCharge;
  private final Deliveries deliveries;
  private volatile Map<HookConfig, Hook> hooks = Map.of();

  /** Makes the way to tell a hook. */
  @FunctionalInterface
  interface Deliveries {
    Delivery of(HookConfig hook);
  }

  /**
   * Without hooks yet.
   *
   * @param inCharge whether this node forwards for a service
   */
  public Notifier(Vertx vertx, EventSink events, Predicate<String> inCharge) {
    this(vertx, events, inCharge, hook -> delivery(vertx, hook));
  }

  Notifier(Vertx vertx, EventSink events, Predicate<String> inCharge, Deliveries deliveries) {
    this.vertx = vertx;
    this.events = events;
    this.inCharge = inCharge;
    this.deliveries = deliveries;
  }

  private static Delivery delivery(Vertx vertx, HookConfig hook) {
    return hook.target() instanceof HookConfig.Webhook webhook
        ? new WebhookDelivery(vertx, webhook, hook.timeout())
        : new ExecDelivery(vertx, (HookConfig.Exec) hook.target(), hook.timeout());
  }

  /** Takes in other hooks; one that stays goes on with what waits for it. */
  public void follow(List<HookConfig> wanted) {
    Map<HookConfig, Hook> before = hooks;
    Map<HookConfig, Hook> after = new LinkedHashMap<>();
    for (HookConfig hook : wanted) {
      Hook known = before.get(hook);
      after.put(
          hook, known != null ? known : new Hook(hook, deliveries.of(hook), this::later, events));
    }
    hooks = after;
    before.forEach(
        (config, hook) -> {
          if (!after.containsKey(config)) {
            hook.close();
          }
        });
  }

  private void later(Duration time, Runnable work) {
    vertx.setTimer(Math.max(1, time.toMillis()), timer -> work.run());
  }

  /** Tells those who want it; returns at once. */
  public void tell(Notice notice) {
    if (notice.kind().equals(FAILED) || notice.kind().equals(OK)) {
      return;
    }
    for (Hook hook : hooks.values()) {
      if (hook.config().wants(notice.kind()) && (!hook.config().masterOnly() || isOurs(notice))) {
        hook.offer(notice);
      }
    }
  }

  private boolean isOurs(Notice notice) {
    int dash = notice.kind().indexOf('-');
    String sort = dash < 0 ? notice.kind() : notice.kind().substring(0, dash);
    int slash = notice.subject().indexOf('/');
    String service = slash < 0 ? notice.subject() : notice.subject().substring(0, slash);
    return !OF_SERVICES.contains(sort) || inCharge.test(service);
  }

  /** How each hook fares. Safe from any thread. */
  public List<HookStatus> status() {
    return hooks.values().stream().map(Hook::status).toList();
  }

  /** Lets the hooks take what waits, for a moment, and ends them. */
  public Future<Void> close() {
    Promise<Void> closed = Promise.promise();
    close(closed, System.nanoTime() + FAREWELL.toNanos());
    return closed.future();
  }

  private void close(Promise<Void> closed, long deadline) {
    List<Hook> all = new ArrayList<>(hooks.values());
    if (all.stream().allMatch(Hook::isIdle) || System.nanoTime() - deadline >= 0) {
      all.forEach(Hook::close);
      closed.complete();
    } else {
      vertx.setTimer(LOOK_MILLIS, timer -> close(closed, deadline));
    }
  }
}
