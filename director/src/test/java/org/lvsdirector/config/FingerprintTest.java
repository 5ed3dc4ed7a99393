package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

  @Test
  void knowsAStreamOfTheSameBytes() throws IOException {
    byte[] bytes = new byte[20_000];
    bytes[19_999] = 1;
    Fingerprint fingerprint = Fingerprint.of(bytes);
    assertThat(fingerprint.isOf(new ByteArrayInputStream(bytes.clone()))).isTrue();
    assertThat(fingerprint.isOf(new ByteArrayInputStream(new byte[20_000]))).as("end").isFalse();
    assertThat(fingerprint.isOf(new ByteArrayInputStream(bytes, 0, 19_999))).as("less").isFalse();
    assertThat(fingerprint.isOf(new ByteArrayInputStream(Arrays.copyOf(bytes, 20_001))))
        .as("more")
        .isFalse();
  }
}
