package org.lvsdirector.ops.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lvsdirector.ops.lab.Await;
import org.lvsdirector.ops.lab.DirectorProcess;
import org.lvsdirector.ops.lab.Guest;
import org.lvsdirector.ops.lab.Lab;

@Tag("lab")
class RulesLabIT {
  /** More services than are dumped one by one at each turn. */
  private static final RuleSet RULES = new RuleSet(150, 4);

  @Test
  void onlyWhatDiffersIsSentToTheKernel() throws Exception {
    try (Lab lab = Lab.open()) {
      Guest guest = lab.guest("d1", 134).boot().awaitUp();
      RULES.write(guest.home());
      DirectorProcess director = new DirectorProcess(guest, file(guest, "same.yaml"));
      director.start();
      await(director, "all rules are sent", () -> sent(director) == 150 + 600);
      assertThat(guest.ok("grep -c -- '->.*Masq    1 ' /proc/net/ip_vs")).isEqualTo("600");

      director.kill();
      director.start();
      await(director, "ready again", () -> director.status().path("ready").asBoolean());
      assertThat(sent(director)).as("rules that were there already").isZero();

      reload(director, "same.yaml", 1);
      reload(director, "commented.yaml", 2);
      assertThat(sent(director)).as("nothing new is wanted").isZero();
      reload(director, "one.yaml", 3);
      assertThat(sent(director)).as("one weight").isEqualTo(1);
      reload(director, "tenth.yaml", 4);
      assertThat(sent(director)).as("a tenth of the others").isEqualTo(1 + 60);
      assertThat(guest.ok("grep -c -- '->.*Masq    7 ' /proc/net/ip_vs")).isEqualTo("61");

      guest.ok("ipvsadm -e -t 10.100.0.0:80 -r 10.10.0.1:8080 -m -w 9");
      await(director, "drift is repaired", () -> sent(director) == 1 + 60 + 1);
      guest.ok("ipvsadm -e -t 10.100.0.1:80 -r 10.10.0.5:8080 -m -w 1 -x 500");
      await(director, "a threshold is seen in its turn", () -> sent(director) == 1 + 60 + 2);
    }
  }

  private static String file(Guest guest, String name) throws IOException {
    return Files.readString(guest.home().resolve(name));
  }

  private static void reload(DirectorProcess director, String name, int times) throws IOException {
    director.configure(file(director.guest(), name));
    director.reload();
    String count = "grep -c 'the reload took' $LAB_HOME/director.log";
    await(
        director,
        name + " is in force",
        () -> director.guest().run(count).text().strip().equals(String.valueOf(times)));
  }

  private static void await(DirectorProcess director, String what, BooleanSupplier condition) {
    Await.until(
        what, Duration.ofSeconds(60), Duration.ofMillis(200), condition, () -> director.log());
  }

  private static int sent(DirectorProcess director) {
    return director.status().path("changes").asInt(-1);
  }
}
