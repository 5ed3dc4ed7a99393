package org.lvsdirector.healthcheck.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.healthcheck.dialogue.Script.words;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lvsdirector.healthcheck.Weight;
import org.lvsdirector.healthcheck.dialogue.Script;
import org.lvsdirector.healthcheck.dialogue.Step;

class AgentProbeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          up                       | OK     |
          ready                    | OK     |
          75%                      | OK     | Percent[value=75]
          '  100% , maxconn:30 '   | OK     | Percent[value=100]
          ready up 0%              | OK     | Percent[value=0]
          150%                     | OK     | Percent[value=150]
          40                       | OK     | Exact[value=40]
          DRAIN                    | OK     | Percent[value=0]
          drain 75%                | OK     | Percent[value=0]
          'down #disk full, 75%'   | FAILED |
          up 50% failed            | FAILED |
          stopped                  | FAILED |
          maint                    | FAILED |
          ''                       | FAILED |
          maxconn:30               | FAILED |
          99999                    | FAILED |
          -5%                      | FAILED |
          HTTP/1.1 400 Bad Request | FAILED |
          """)
  void understandsWhatHaproxyUnderstands(String line, String outcome, String weight) {
    Step.End end = AgentWords.of(line);
    assertThat(end.outcome()).hasToString(outcome);
    assertThat(end.findings().weight().map(Weight::toString))
        .isEqualTo(Optional.ofNullable(weight));
  }

  @Test
  void saysWhatTheAgentSaid() {
    assertThat(words(AgentWords.of("down #disk\u001b full\r")))
        .isEqualTo("FAILED says down #disk? full");
    assertThat(words(AgentWords.of("hello"))).isEqualTo("FAILED says hello, which means nothing");
  }

  @Test
  void readsOneLine() {
    Script script = script(Optional.of("who?\n"));
    assertThat(words(script.next())).isEqualTo("say who?\n");
    assertThat(words(script.next())).isEqualTo("await no line");
    assertThat(words(script.hears("7"))).isEqualTo("await no line");
    assertThat(words(script.hears("5%\r\nmore"))).isEqualTo("OK says 75%");
  }

  @Test
  void theEndOfTheConnectionEndsTheLine() {
    Script script = script(Optional.empty());
    script.hears("up");
    assertThat(words(script.ends())).isEqualTo("OK says up");
    assertThat(words(script(Optional.empty()).ends()))
        .isEqualTo("FAILED connection closed by the server");
  }

  private static Script script(Optional<String> send) {
    return new Script(new AgentProbe(send, Optional.empty()).begin(Optional.empty()));
  }
}
