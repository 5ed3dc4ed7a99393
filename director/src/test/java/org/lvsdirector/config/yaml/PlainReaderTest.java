package org.lvsdirector.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.error.YAMLException;

/** What is read quickly is read as the library reads it; for all else, the library is asked. */
class PlainReaderTest {
  private static final int ROUNDS = 30_000;
  private static final String FILE =
      """
      # Two directors.
      node: d1
      cluster:
        name: web-pair   # of two
        members: [172.16.1.134, "172.16.1.137"]
        key-file: cluster.p12

      vip-groups:
        - name: web
          interface: ens33
          vips: [172.16.1.111/32, {address: 10.0.0.1/24, interface: ens34},[a,b]]
          priority: {d1: 150, default: 100}
        # another
        - name: other
          vips: []
      defaults: {check: {type: tcp, interval: 1s}}
      services:
      - name: web
        address: 172.16.1.111:80
        check:
            type: http
            url: 'http://a.example/?x=1'
            text: two words, not
        servers:
          - {address: 172.16.1.135:80, weight: 1}
          - { address: "172.16.1.136:80", weight: 2 }
          -   address: 172.16.1.137:80
              weight: ~
      - plain words
      - 10.0.0.1
      last: null
      """;

  private static final String[] SNIPPETS = {
    "\t",
    ": ",
    ":",
    "- ",
    "-",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a ",
    "!!str ",
    "|",
    ">",
    "'",
    "\"",
    "#",
    " #",
    "%",
    "@",
    "`",
    "~",
    "null",
    "<<: ",
    "? ",
    "?",
    "---\n",
    "...\n",
    "\n",
    "  ",
    " ",
    ",",
    ", ",
    "\\",
    "\0",
    "\r\n",
    "\u00e4",
    "\ufeff",
    "\ud83d\ude00",
    "=",
    "''",
    "\"\"",
    "a",
    "::1",
    "1"
  };
  private static final Damage DAMAGE = new Damage(List.of(SNIPPETS), 3, 8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1",
        "a: b # c\n\n  # d\n",
        "a:\n- b\n- c: d\n  e: f\n",
        "a:   # why\n  b: {c: d, e: [f, g]}\n",
        "  a: 1\n  b: x y  z  \n",
        "- {a: b,c: d}\n- [1,2]\n- {}\n- [ ]\n",
        "a: 'it is'\nb: \"\"\n",
        "a: http://x/y?z#w\n",
        "a: f::1\n",
        "null: ~\n",
      })
  void plainFilesAreReadAsTheLibraryReadsThem(String text) {
    Optional<Tree> read = PlainReader.read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(read).isPresent().isEqualTo(library(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# nothing\n",
        "a:\n",
        "a:\nb: c\n",
        "a: &x 1\nb: *x\n",
        "a: 'it''s'\n",
        "a: \"\\n\"\n",
        "a: b\n  c\n",
        "a: {b: c,\n  d: e}\n",
        "a: |\n  b\n",
        "a: b: c\n",
        "a: {b}\n",
        "\"a\": b\n",
        "a: b\r\n",
        "a:\tb\n",
        "---\na: b\n",
        "a: \u00e4\n",
        "- - a\n",
        "a: [1, 2,]\n",
        "a: b\n c: d\n",
      })
  void whateverIsNotPlainIsLeftToTheLibrary(String text) {
    assertThat(PlainReader.read(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void longKeysAndDeepNestsAreLeftToTheLibrary() {
    assertThat(PlainReader.read(("k".repeat(2000) + ": 1\n").getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    String deep = "a: " + "[".repeat(100_000) + "]".repeat(100_000) + "\n";
    assertThat(PlainReader.read(deep.getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void whatIsReadQuicklyIsWhatTheLibraryReads() {
    Random random = new Random(20260102);
    int plain = 0;
    for (int round = 0; round < ROUNDS; round++) {
      String text = DAMAGE.to(FILE, random);
      Optional<Tree> read = PlainReader.read(text.getBytes(StandardCharsets.UTF_8));
      if (read.isPresent()) {
        plain++;
        assertThat(read).as(text).isEqualTo(library(text));
      }
    }
    assertThat(plain).as("texts that are still plain").isGreaterThan(ROUNDS / 10);
  }

  private static Optional<Tree> library(String text) {
    try {
      return TreeReader.read(text, YamlText.LIMIT);
    } catch (YAMLException none) {
      return Optional.empty();
    }
  }
}
