package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  @Test
  void isTheSha256OfTheBytes() {
    // The one-block example of FIPS 180-4.
    assertThat(of("abc"))
        .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void tellsVersionsApart() {
    assertThat(of("a: 1")).isEqualTo(of("a: 1")).hasSameHashCodeAs(of("a: 1"));
    assertThat(of("a: 1")).isNotEqualTo(of("a: 2"));
  }

  private static Fingerprint of(String text) {
    return Fingerprint.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
