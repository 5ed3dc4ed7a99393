package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterWireTest {
  private static final Letter.Part PART =
      new Letter.Part(
          1L << 40, 3, List.of("a\tb", "☂"), 200_000, true, Optional.of("has \"no\" table"));

  /** What members of other releases understand, byte by byte. */
  private static final Map<String, Letter> GOLDEN =
      Map.of(
          "{\"v\":1,\"type\":\"question\",\"id\":7,\"topic\":\"connections\",\"text\":\"limit=5\"}",
          new Letter.Question(7, "connections", "limit=5"),
          "{\"v\":1,\"type\":\"part\",\"id\":7,\"number\":0,\"read\":12,\"last\":false,\"lines\":[\"one\",\"two\"]}",
          new Letter.Part(7, 0, List.of("one", "two"), 12, false, Optional.empty()),
          "{\"v\":1,\"type\":\"part\",\"id\":7,\"number\":1,\"read\":40,\"last\":true,\"fault\":\"why\",\"lines\":[]}",
          new Letter.Part(7, 1, List.of(), 40, true, Optional.of("why")),
          "{\"v\":1,\"type\":\"next\",\"id\":7,\"number\":1}",
          new Letter.Next(7, 1),
          "{\"v\":1,\"type\":\"enough\",\"id\":7}",
          new Letter.Enough(7));

  @Test
  void everyLetterHasItsBytes() throws Exception {
    for (Map.Entry<String, Letter> golden : GOLDEN.entrySet()) {
      byte[] bytes = Wire.encode(new Message.Post(golden.getValue()));
      assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(golden.getKey());
      assertThat(Wire.decode("d1", bytes)).isEqualTo(new Message.Post(golden.getValue()));
    }
  }

  @Test
  void aPartSurvivesTheWire() throws Exception {
    Message message = new Message.Post(PART);
    assertThat(Wire.decode("d1", Wire.encode(message))).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"v\":1,\"type\":\"question\",\"id\":7,\"topic\":\"connections\"}",
        "{\"v\":1,\"type\":\"question\",\"id\":7,\"topic\":5,\"text\":\"\"}",
        "{\"v\":1,\"type\":\"part\",\"id\":7,\"number\":0,\"read\":0}",
        "{\"v\":1,\"type\":\"part\",\"id\":7,\"number\":0,\"read\":0,\"lines\":[1]}",
        "{\"v\":1,\"type\":\"part\",\"id\":7,\"number\":-1,\"read\":0,\"lines\":[]}",
        "{\"v\":1,\"type\":\"part\",\"id\":7,\"number\":0,\"lines\":[]}",
        "{\"v\":1,\"type\":\"next\",\"id\":7,\"number\":99999999999}",
        "{\"v\":1,\"type\":\"next\",\"number\":1}",
        "{\"v\":1,\"type\":\"enough\",\"id\":\"seven\"}"
      })
  void whatIsMalformedIsNamed(String text) {
    assertThatThrownBy(() -> Wire.decode("d1", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Wire.WireException.class)
        .hasMessageMatching("(lacks|has) .+");
  }

  @Test
  void truncatedAndDamagedLettersNeverThrowAnythingElse() {
    byte[] whole = Wire.encode(new Message.Post(PART));
    Random random = new Random(7);
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      try {
        assertThat(Wire.decode("d1", bytes)).isNotNull();
      } catch (Wire.WireException named) {
        assertThat(named.getMessage()).isNotBlank();
      }
    }
  }
}
