package org.lvsdirector.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
  @ParameterizedTest
  @CsvSource({
    "172.16.1.111, 172.16.1.111",
    "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "::, ::",
    "::1, ::1",
    "fe80::, fe80::",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
    "1:2:3:4:5:6:0:8, 1:2:3:4:5:6:0:8",
  })
  void textIsCanonical(String literal, String canonical) {
    assertThat(Addresses.parse(literal).map(Addresses::text)).contains(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "01.2.3.4",
        "1.2.3.00",
        "1.2..4",
        ".1.2.3",
        "1.2.3.4 ",
        "1.2.3.0x4",
        "1.2.3.\u0664",
        ":::",
        "1::2::3",
        "fe80::1%eth0",
        "1.2.3.4."
      })
  void onlyLiteralsAreAddresses(String text) {
    assertThat(Addresses.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1:80", "[2001:db8::1]:443", "0.0.0.0:0"})
  void endpointsRoundTrip(String text) {
    assertThat(Endpoint.parse(text).orElseThrow()).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "10.0.0.1:",
        "10.0.0.1:65536",
        "2001:db8::1:80",
        ":80",
        "[10.0.0.1]:80",
        "[::1]"
      })
  void malformedEndpointsAreNone(String text) {
    assertThat(Endpoint.parse(text)).isEmpty();
  }

  @Test
  void orderIsNumericAndIpv4First() {
    assertThat(Endpoint.parse("9.0.0.1:80").orElseThrow())
        .isLessThan(Endpoint.parse("10.0.0.1:80").orElseThrow());
    assertThat(Endpoint.parse("200.0.0.1:80").orElseThrow())
        .isLessThan(Endpoint.parse("[::1]:80").orElseThrow());
    assertThat(Endpoint.parse("10.0.0.1:80").orElseThrow())
        .isLessThan(Endpoint.parse("10.0.0.1:443").orElseThrow());
  }
}
