package org.lvsdirector.ops.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
  @Test
  void isAsLargeAsSttySays() {
    assertThat(Screen.parse("50 132\n")).isEqualTo(new Screen(50, 132));
    for (String unknown : List.of("", "0 0", "50", "x y", "50 132 1", "999999 1")) {
      assertThat(Screen.parse(unknown)).as(unknown).isEqualTo(new Screen(24, 80));
    }
  }

  @Test
  void showsAllThatThereIsRoomFor() {
    assertThat(new Screen(2, 5).fit(List.of("12345", "x"))).containsExactly("12345", "x");
    assertThat(new Screen(9, 9).fit(List.of())).isEmpty();
  }

  @Test
  void saysHowMuchThereIsNoRoomFor() {
    assertThat(new Screen(3, 40).fit(List.of("a", "b", "c", "d")))
        .containsExactly("a", "b", "… 2 more lines");
    assertThat(new Screen(1, 40).fit(List.of("a", "b"))).containsExactly("… 2 more lines");
    assertThat(new Screen(1, 5).fit(List.of("123456"))).containsExactly("1234…");
  }

  @Test
  void lettersOutsideOfTheFirstPlaneAreCutAsAWhole() {
    assertThat(new Screen(1, 2).fit(List.of("\ud83d\ude00\ud83d\ude00\ud83d\ude00")))
        .containsExactly("\ud83d\ude00…");
  }

  @Test
  void whatCouldSteerTheTerminalIsNotSentToIt() {
    assertThat(new Screen(1, 40).fit(List.of("a\u001b[2Jb\u0007\tc\u009b")))
        .containsExactly("a?[2Jb??c?");
  }
}
