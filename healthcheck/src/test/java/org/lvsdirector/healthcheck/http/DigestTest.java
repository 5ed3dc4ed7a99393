package org.lvsdirector.healthcheck.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DigestTest {
  /** The example of RFC 7616, 3.9.1. */
  private static final String SHA_256 =
      "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=SHA-256,"
          + " nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\","
          + " opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

  private static final String NONCE = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

  @Test
  void answersTheExampleOfTheRfc() {
    assertThat(answer(List.of(SHA_256)))
        .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"")
        .contains("username=\"Mufasa\"")
        .contains("uri=\"/dir/index.html\"")
        .contains("algorithm=SHA-256")
        .contains("nc=00000001, cnonce=\"" + NONCE + "\"")
        .contains("qop=auth")
        .contains("opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"");
  }

  @Test
  void answersItWithMd5() {
    assertThat(answer(List.of(SHA_256.replace("SHA-256", "MD5"))))
        .contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"");
  }

  @Test
  void takesTheFirstThatItKnows() {
    assertThat(answer(List.of("Basic realm=x", SHA_256.replace("SHA-256", "SHA-999"), SHA_256)))
        .contains("algorithm=SHA-256");
    assertThat(Digest.of(List.of("Digest realm=\"x\""))).as("no nonce").isEmpty();
    assertThat(Digest.of(List.of("Digest realm=\"x\", nonce=\"y\", qop=\"auth-int\""))).isEmpty();
  }

  @Test
  void answersAServerFromBeforeQop() {
    // RFC 2069's way: MD5 of three parts, here by coreutils' md5sum.
    assertThat(answer(List.of("Digest realm=\"r\", nonce=\"n\"")))
        .contains("response=\"0bab5c24c08a1ef94a6cc3d446ce558a\"")
        .doesNotContain("qop");
  }

  private static String answer(List<String> fields) {
    return Digest.of(fields)
        .orElseThrow()
        .answer("Mufasa", "Circle of Life", "GET", "/dir/index.html", NONCE);
  }
}
