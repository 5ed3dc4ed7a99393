package org.lvsdirector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lvsdirector.config.HookConfig;

class HookTest {
  private final Deque<Promise<Void>> deliveries = new ArrayDeque<>();
  private final List<Long> delivered = new ArrayList<>();
  private final List<Duration> pauses = new ArrayList<>();
  private final Deque<Runnable> later = new ArrayDeque<>();
  private final List<String> events = new ArrayList<>();
  private final Hook hook =
      new Hook(
          new HookConfig(
              new HookConfig.Exec(List.of("/bin/hook"), Optional.empty()),
              Set.of(),
              false,
              Duration.ofSeconds(1),
              2),
          new Delivery() {
            @Override
            public Future<Void> deliver(Notice notice) {
              delivered.add(notice.id());
              Promise<Void> promise = Promise.promise();
              deliveries.add(promise);
              return promise.future();
            }

            @Override
            public void close() {}
          },
          (time, work) -> {
            pauses.add(time);
            later.add(work);
          },
          (kind, subject, text) -> events.add(kind + " " + subject + ": " + text));

  static Notice notice(long id) {
    return new Notice(id, Instant.EPOCH, "d1", "server-down", "web/192.0.2.1:80", "refused");
  }

  @Test
  void eventsAreToldOneAfterTheOther() {
    hook.offer(notice(1));
    hook.offer(notice(2));
    assertThat(delivered).containsExactly(1L);
    deliveries.poll().complete();
    assertThat(delivered).containsExactly(1L, 2L);
    assertThat(hook.isIdle()).isFalse();
    deliveries.poll().complete();
    assertThat(hook.isIdle()).isTrue();
    assertThat(hook.status()).isEqualTo(new HookStatus("exec /bin/hook", 2, 0, 0, 0, ""));
    assertThat(events).isEmpty();
  }

  @Test
  void whatFailsIsTriedAgainWithPausesThatGrow() {
    hook.offer(notice(1));
    hook.offer(notice(2));
    deliveries.poll().fail("exit 1");
    assertThat(delivered).as("not before the pause").containsExactly(1L);
    later.poll().run();
    deliveries.poll().fail("exit 1");
    later.poll().run();
    deliveries.poll().fail("exit 3");
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    assertThat(delivered).as("then the next").containsExactly(1L, 1L, 1L, 2L);
    assertThat(events)
        .containsExactly(
            "notify-failed exec /bin/hook: server-down of web/192.0.2.1:80 was not told: exit 3");
    deliveries.poll().complete();
    assertThat(events).hasSize(2).last().asString().startsWith("notify-ok exec /bin/hook");
    assertThat(hook.status().failed()).isEqualTo(1);
  }

  @Test
  void tooMuchIsDroppedAndSaidOnce() {
    for (int i = 0; i < Hook.MOST + 5; i++) {
      hook.offer(notice(i));
    }
    assertThat(hook.status().waiting()).isEqualTo(Hook.MOST);
    assertThat(hook.status().dropped()).isEqualTo(5);
    assertThat(events)
        .containsExactly(
            "notify-failed exec /bin/hook: more than 1000 events wait, further ones are dropped");
  }

  @Test
  void afterTheEndNothingIsToldOrTried() {
    hook.offer(notice(1));
    hook.offer(notice(2));
    hook.close();
    deliveries.poll().fail("exit 1");
    assertThat(delivered).containsExactly(1L);
    assertThat(pauses).isEmpty();
  }
}
