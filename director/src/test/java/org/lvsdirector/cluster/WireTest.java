package org.lvsdirector.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lvsdirector.config.Role;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.Epoch;

class WireTest {
  private static final Mandates MANDATES =
      Mandates.NONE
          .with(new Mandate(new Epoch(7), "web", Optional.of("d1"), Optional.of("d2"), true))
          .with(new Mandate(new Epoch(9), "mail", Optional.empty(), Optional.empty(), false));

  private static final OrderedDrain DRAIN =
      new OrderedDrain(
          "seven",
          new DrainOrder(
              Optional.of(Duration.ofMinutes(5)),
              DrainOrder.Then.REMOVE,
              DrainOrder.Leftovers.MOVE,
              DrainOrder.Templates.RESPECT,
              77));

  private static Message.Report report() {
    NodeReport report =
        new NodeReport(
            "d1",
            Role.DIRECTOR,
            Map.of(
                "web",
                new GroupReport(
                    150,
                    true,
                    false,
                    "eth0 \"down\" – ☂",
                    3,
                    Optional.of("02:00:00:00:00:86"),
                    OptionalLong.of(512),
                    0.25)),
            MANDATES,
            Map.of("web", new Epoch(7)),
            true,
            4);
    Overrides overrides =
        Overrides.NONE.write(
            "d2",
            new Overrides.Target("web", "[2001:db8::1]:80"),
            new ServerOverride(Optional.of(AdminState.DRAIN), Optional.of(0), Optional.of(DRAIN)));
    Map<Overrides.Target, DrainMark> drains =
        Map.of(
            new Overrides.Target("web", "[2001:db8::1]:80"),
            new DrainMark("seven", Optional.of(Duration.ofMillis(1234)), true),
            new Overrides.Target("web", "192.0.2.1:80"),
            new DrainMark("configured", Optional.empty(), false));
    return new Message.Report(report, overrides, drains);
  }

  @Test
  void everyMessageSurvivesTheWire() throws Exception {
    List<Message> messages =
        List.of(
            report(),
            new Message.Decision(MANDATES),
            new Message.Request(1L << 40, "web", Optional.of("d2"), true),
            new Message.Request(2, "web", Optional.empty(), false),
            new Message.Answer(2, Optional.of("no")),
            new Message.Answer(3, Optional.empty()));
    for (Message message : messages) {
      assertThat(Wire.decode("d1", Wire.encode(message))).isEqualTo(message);
    }
  }

  @Test
  void aSenderSpeaksForItselfOnly() throws Exception {
    Message.Report decoded = (Message.Report) Wire.decode("d3", Wire.encode(report()));
    assertThat(decoded.report().node()).isEqualTo("d3");
  }

  @Test
  void aReportOfAnEarlierReleaseHasNoDrains() throws Exception {
    String text =
        """
        {"v":1,"type":"report","role":"DIRECTOR","groups":{},"seen":{"highest":0,"groups":{}},
         "generation":0,"overrides":[{"service":"web","server":"192.0.2.1:80","counter":1,
         "node":"d2","state":"DRAIN"}]}""";
    Message.Report decoded =
        (Message.Report) Wire.decode("d1", text.getBytes(StandardCharsets.UTF_8));
    assertThat(decoded.drains()).isEmpty();
    assertThat(decoded.overrides().of("web", "192.0.2.1:80").drain()).isEmpty();
  }

  @Test
  void unknownFieldsAreIgnored() throws Exception {
    String text = "{\"v\":1,\"type\":\"answer\",\"id\":5,\"colour\":{\"of\":[\"dawn\"]}}";
    assertThat(Wire.decode("d1", text.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Message.Answer(5, Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0000\u0001",
        "null",
        "[]",
        "{}",
        "{\"v\":2,\"type\":\"answer\",\"id\":5}",
        "{\"v\":1,\"type\":\"song\"}",
        "{\"v\":1,\"type\":\"answer\",\"id\":\"five\"}",
        "{\"v\":1,\"type\":\"answer\"}",
        "{\"v\":1,\"type\":\"decision\",\"mandates\":{\"highest\":1}}",
        "{\"v\":1,\"type\":\"report\",\"role\":\"KING\",\"groups\":{},\"seen\":{\"highest\":0,\"groups\":{}},\"generation\":0}"
      })
  void whatIsMalformedIsNamed(String text) {
    assertThatThrownBy(() -> Wire.decode("d1", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Wire.WireException.class)
        .hasMessageMatching("(is|lacks|has) .+");
  }

  @Test
  void truncatedAndDamagedMessagesNeverThrowAnythingElse() {
    byte[] whole = Wire.encode(report());
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
