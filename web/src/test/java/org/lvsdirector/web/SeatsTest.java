package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeatsTest {
  private final Seats seats = new Seats(3, 2);

  @Test
  void eachAddressHasSoManyAndAllTogetherToo() {
    assertThat(seats.take("a")).isPresent();
    assertThat(seats.take("a")).isPresent();
    assertThat(seats.take("a")).isEmpty();
    assertThat(seats.take("b")).isPresent();
    assertThat(seats.take("c")).isEmpty();
  }

  @Test
  void aSeatIsGivenBackOnce() {
    Runnable first = seats.take("a").orElseThrow();
    assertThat(seats.take("a")).isPresent();
    first.run();
    first.run();
    assertThat(seats.take("a")).isPresent();
    assertThat(seats.take("a")).isEmpty();
  }
}
