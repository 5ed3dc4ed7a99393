package org.lvsdirector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.config.HookConfig;

class NotifierTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<String> told = new ArrayList<>();
  private final List<String> ended = new ArrayList<>();
  private final Notifier notifier =
      new Notifier(
          vertx, (kind, subject, text) -> {}, service -> service.equals("ours"), this::delivery);

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private Delivery delivery(HookConfig hook) {
    String name = hook.target().name();
    return new Delivery() {
      @Override
      public Future<Void> deliver(Notice notice) {
        told.add(name + " " + notice.kind() + " " + notice.subject());
        return Future.succeededFuture();
      }

      @Override
      public void close() {
        ended.add(name);
      }
    };
  }

  private static HookConfig hook(String name, boolean masterOnly, String... kinds) {
    return new HookConfig(
        new HookConfig.Exec(List.of(name), Optional.empty()),
        Set.of(kinds),
        masterOnly,
        Duration.ofSeconds(1),
        0);
  }

  private void tell(String kind, String subject) {
    notifier.tell(new Notice(1, Instant.EPOCH, "d1", kind, subject, ""));
  }

  @Test
  void eachHookIsToldWhatItWants() {
    notifier.follow(List.of(hook("/all", false), hook("/some", false, "master")));
    tell("master", "web");
    tell("server-up", "ours/192.0.2.1:80");
    tell(Notifier.FAILED, "/some");
    assertThat(told)
        .containsExactly(
            "exec /all master web",
            "exec /some master web",
            "exec /all server-up ours/192.0.2.1:80");
  }

  @Test
  void whoeverForwardsSpeaksForTheOthers() {
    notifier.follow(List.of(hook("/m", true)));
    tell("server-down", "ours/192.0.2.1:80");
    tell("server-down", "theirs/192.0.2.1:80");
    tell("quorum-lost", "theirs");
    tell("member-left", "d2");
    assertThat(told)
        .containsExactly("exec /m server-down ours/192.0.2.1:80", "exec /m member-left d2");
  }

  @Test
  void hooksThatStayGoOn() {
    notifier.follow(List.of(hook("/a", false), hook("/b", false)));
    tell("master", "web");
    notifier.follow(List.of(hook("/b", false), hook("/c", false)));
    assertThat(ended).containsExactly("exec /a");
    assertThat(notifier.status()).extracting(HookStatus::told).containsExactly(1L, 0L);
  }
}
