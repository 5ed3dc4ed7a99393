package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lvsdirector.config.yaml.Damage;

/** Files damaged at random are refused by their faults and by nothing else. */
class FuzzTest {
  private static final int ROUNDS = 4000;
  private static final String[] SNIPPETS = {
    "\t",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a ",
    "!!binary ",
    "!x ",
    "|",
    ">",
    "'",
    "\"",
    "#",
    "%",
    "@",
    "`",
    "~",
    "null",
    "<<: ",
    "? ",
    "---\n",
    "...\n",
    "\n",
    "  ",
    ",",
    "\0",
    "\ufeff",
    "\ud83d\ude00",
    "\ud800",
    "\u2028",
    "\"\\U99999999\"",
    "\"\\x\"",
    "-1",
    "0",
    "65536",
    "99999999999999999999",
    "0x7f",
    "1e9",
    "1:30",
    "2001-01-01",
    "none",
    "true",
    "5s",
    "999999999999d",
    "192.0.2.1",
    "::",
    "[::1]:80",
    "192.0.2.1/33",
    "192.0.2.1/0",
    "fwmark: 7",
    "address: 192.0.2.1:0",
    "check: none",
    "body: '((('",
    "expect: 999-100",
    "node: {d1: x}",
    "%YAML 9.9\n",
    "((((((((("
  };
  private static final Damage DAMAGE = new Damage(List.of(SNIPPETS), 4, 12);

  @Test
  void damagedFilesAreRefusedOrderly() throws Exception {
    String sample =
        new Sample()
                .setAll("cluster.insecure=true cluster.members=[192.0.2.5,192.0.2.6]")
                .setAll("services[].check.type=http services[].check.body=ok+")
                .text()
            + "sync-interface: {d1: eth0, default: eth1}\n"
            + OneFileForAllNodesTest.FILE.replaceAll("(?m)^", "# ");
    String block = OneFileForAllNodesTest.FILE + "services:\n- name: a\n  address: 192.0.2.1:80\n";
    Random random = new Random(20260101);
    for (int round = 0; round < ROUNDS; round++) {
      String text = DAMAGE.to(random.nextBoolean() ? sample : block, random);
      assertTimeout(Duration.ofSeconds(2), () -> readOrderly(text), () -> "of:\n" + text);
    }
  }

  private static void readOrderly(String text) {
    try {
      assertThat(Yaml.config(text).services()).isNotNull();
    } catch (ConfigException e) {
      assertThat(e.faults()).isNotEmpty();
      assertThat(e.faults())
          .allSatisfy(
              fault -> {
                assertThat(fault.message()).isNotBlank().doesNotContain("\0", "\u001b");
                assertThat(fault.line()).isLessThanOrEqualTo(text.length() + 1);
                assertThat(fault.column() > 0).isEqualTo(fault.line() > 0);
              });
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("escaped while reading:\n" + text, e);
    }
  }
}
