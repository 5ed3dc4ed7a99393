package org.lvsdirector.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionQueryTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.7, 10.0.0.7:4000, true",
    "10.0.0.7, 10.0.0.8:4000, false",
    "10.0.0.0/24, 10.0.0.255:1, true",
    "10.0.0.0/24, 10.0.1.0:1, false",
    "10.0.0.0/23, 10.0.1.0:1, true",
    "10.0.0.129/25, 10.0.0.128:1, true",
    "10.0.0.129/25, 10.0.0.127:1, false",
    "0.0.0.0/0, 203.0.113.9:1, true",
    "0.0.0.0/0, [2001:db8::1]:1, false",
    "10.0.0.7:80, 10.0.0.7:80, true",
    "10.0.0.7:80, 10.0.0.7:81, false",
    "2001:db8::1, [2001:db8::1]:80, true",
    "2001:db8::/32, [2001:db8:ffff::1]:80, true",
    "2001:db8::/33, [2001:db8:ffff::1]:80, false",
    "[2001:db8::1]:80, [2001:db8::1]:80, true"
  })
  void aFilterMeansAnAddressANetworkOrAnEndpoint(String filter, String endpoint, boolean matches) {
    EndpointFilter parsed = EndpointFilter.parse(filter).orElseThrow();
    assertThat(parsed.matches(Rows.at(endpoint))).isEqualTo(matches);
    assertThat(EndpointFilter.parse(parsed.toString())).contains(parsed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "web", "10.0.0.1/33", "10.0.0/8", "10.0.0.1:65536", "10.0.0.1/", "::/129"})
  void anythingElseIsNoFilter(String text) {
    assertThat(EndpointFilter.parse(text)).isEmpty();
  }

  @Test
  void aQuerySurvivesItsText() {
    ConnectionQuery whole =
        ConnectionQuery.of(
            Map.of(
                "client", "10.0.0.0/24",
                "server", "[2001:db8::1]:80",
                "service", "web = 1",
                "limit", "10000",
                "within", "3600",
                "cursor", "ffffffffffffff00"),
            7);
    assertThat(whole.limit()).isEqualTo(10_000);
    assertThat(ConnectionQuery.parse(whole.text())).isEqualTo(whole);
    assertThat(whole.text())
        .isEqualTo(
            """
            client=10.0.0.0/24
            server=[2001:db8::1]:80
            service=web = 1
            limit=10000
            within=3600
            cursor=ffffffffffffff00""");
    ConnectionQuery empty = ConnectionQuery.of(Map.of(), 7);
    assertThat(empty.limit()).isEqualTo(7);
    assertThat(ConnectionQuery.parse(empty.text())).isEqualTo(empty);
  }

  @ParameterizedTest
  @CsvSource({
    "client, everybody, client must be an address",
    "server, 10.0.0.1/99, server must be an address",
    "limit, 10001, 'limit must be 1 to 10000, or 0 for all'",
    "limit, -1, limit must be",
    "within, 0, within must be 1 to 3600 seconds",
    "within, 3601, within must be",
    "cursor, 12, 16 hexadecimal digits",
    "service, '', service must be",
    "colour, red, 'There is no parameter colour; there are client, cursor'"
  })
  void whatMakesNoSenseIsNamed(String word, String value, String message) {
    assertThatThrownBy(() -> ConnectionQuery.of(Map.of(word, value), 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "limit", "limit=5\ncolour=red", "limit=5\n"})
  void aQuestionThatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> ConnectionQuery.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
