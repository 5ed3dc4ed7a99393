package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private long now;
  private final Throttle throttle = new Throttle(3, 0.5, () -> now);

  @Test
  void soManyAtOnceAndSoManyInTheLongRun() {
    for (int i = 0; i < 3; i++) {
      assertThat(throttle.take("192.0.2.1")).isTrue();
    }
    assertThat(throttle.take("192.0.2.1")).isFalse();
    assertThat(throttle.take("192.0.2.2")).as("another address").isTrue();
    now += TimeUnit.SECONDS.toNanos(2);
    assertThat(throttle.allows("192.0.2.1")).isTrue();
    assertThat(throttle.take("192.0.2.1")).isTrue();
    assertThat(throttle.take("192.0.2.1")).isFalse();
  }

  @Test
  void aNetworkOfIpv6IsOneAddress() {
    for (int i = 0; i < 3; i++) {
      assertThat(throttle.take("2001:db8::" + i)).isTrue();
    }
    assertThat(throttle.take("2001:db8::9")).isFalse();
    assertThat(throttle.take("2001:db8:0:1::9")).isTrue();
  }

  @Test
  void remembersNoMoreThanSoManyAddresses() {
    for (int i = 0; i < 30_000; i++) {
      throttle.take("a" + i);
    }
    assertThat(throttle.take("a0")).as("forgotten").isTrue();
  }
}
