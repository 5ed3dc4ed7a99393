package org.lvsdirector.ops.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.ops.chaos.Evidence.Take;

class TakesTest {
  private static final String LINE =
      "2026-01-02 03:04:05.678 INFO  EventLog vip-taken web: 172.16.1.111/32 on vec0, epoch 12\n";

  @Test
  void readsOnlyWhatIsNewAndWhole(@TempDir Path folder) throws IOException {
    Path log = Files.writeString(folder.resolve("log"), LINE);
    Takes takes = new Takes(Map.of("d1", log, "d2", folder.resolve("none")), () -> 5);
    takes.look();
    assertThat(takes.all()).as("what was there before does not count").isEmpty();
    add(log, LINE.replace("12", "13") + LINE.substring(0, 60));
    takes.look();
    assertThat(takes.all()).containsExactly(new Take(5, "d1", 13));
    add(log, LINE.substring(60).replace("12", "14") + "something else\n");
    takes.look();
    assertThat(takes.all()).extracting(Take::epoch).containsExactly(13L, 14L);
  }

  private static void add(Path log, String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.APPEND);
  }
}
