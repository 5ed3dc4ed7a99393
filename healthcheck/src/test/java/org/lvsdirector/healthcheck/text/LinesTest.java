package org.lvsdirector.healthcheck.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void readsWholeLinesOnly() {
    ByteBuf in = Unpooled.copiedBuffer("one\r\ntwo\n\nthree", StandardCharsets.UTF_8);
    assertThat(Lines.next(in)).contains("one");
    assertThat(Lines.next(in)).contains("two");
    assertThat(Lines.next(in)).contains("");
    assertThat(Lines.next(in)).isEmpty();
    assertThat(in.toString(StandardCharsets.UTF_8)).isEqualTo("three");
  }

  @Test
  void showsNothingThatMovesACursor() {
    assertThat(Lines.shown("a\u001b[2Jb\r\n\u202ec\u0000é")).isEqualTo("a?[2Jb???c?é");
    assertThat(Lines.shown("x".repeat(100))).hasSize(100);
    assertThat(Lines.shown("\ud83d\ude00".repeat(101))).isEqualTo("\ud83d\ude00".repeat(100) + "…");
  }
}
