package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
  private static final Path FILES = Path.of("src/main/resources/org/lvsdirector/web/page");
  private static final Pattern USED = Pattern.compile("\"(?:/ui|\\.)/([a-z/]+\\.[a-z]+)\"");
  private static final int LONGEST = 300;
  private static Served served;

  @BeforeAll
  static void start() throws Exception {
    served = new Served(Optional.empty(), false);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void pageIsThereForEverybody() throws Exception {
    HttpResponse<String> page = served.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.body()).contains("/ui/app.js");
  }

  @Test
  void whateverAFileNamesIsServed() throws Exception {
    for (Path file : files("html", "js", "mjs")) {
      Matcher used = USED.matcher(Files.readString(file));
      while (used.find()) {
        String folder = file.getParent().endsWith("vendor") ? "vendor/" : "";
        assertThat(served.get("/ui/" + folder + used.group(1)).statusCode())
            .as(file + " uses " + used.group())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void sentOnlyWhenItHasChanged() throws Exception {
    HttpResponse<String> first = served.get("/ui/app.js");
    String etag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("no-cache");
    HttpResponse<String> again = served.get("/ui/app.js", "If-None-Match", etag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(served.get("/ui/api.js", "If-None-Match", etag).statusCode()).isEqualTo(200);
  }

  @Test
  void packedForThoseWhoCanUnpack() throws Exception {
    String plain = served.get("/ui/base.css").body();
    HttpResponse<String> packed = served.get("/ui/base.css", "Accept-Encoding", "gzip, br");
    assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
    assertThat(packed.body().length()).isLessThan(plain.length() / 2);
    assertThat(served.get("/ui/base.css", "Accept-Encoding", "gzip;q=0").body()).isEqualTo(plain);
  }

  @Test
  void headHasNoBody() throws Exception {
    HttpResponse<String> head = served.ask("HEAD", "/", "");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ui/",
        "/ui/no.js",
        "/ui/../openapi.json",
        "/ui/..%2fopenapi.json",
        "/ui/vendor/../../openapi.json",
        "/ui/vendor%2fhtm.mjs",
        "/ui//etc/passwd",
        "/ui/vendor/LICENSE.htm",
        "/ui/app.js%00.css",
        "/ui/Page.class",
        "/ui/app.js/",
        "/app.js"
      })
  void nothingElseIsServed(String path) throws Exception {
    HttpResponse<String> answer = served.get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void pageIsOnlyRead() throws Exception {
    assertThat(served.ask("POST", "/ui/app.js", "").statusCode()).isEqualTo(405);
  }

  @Test
  void modulesAreSmallAndAskNobodyElse() throws IOException {
    for (Path file : files("html", "js", "css")) {
      String text = Files.readString(file);
      if (!file.getParent().endsWith("vendor")) {
        assertThat(text.lines().count()).as(file.toString()).isLessThanOrEqualTo(LONGEST);
        assertThat(text).as(file.toString()).doesNotContain("https://", "eval(", "innerHTML");
      }
    }
  }

  private static List<Path> files(String... types) throws IOException {
    try (Stream<Path> all = Files.walk(FILES)) {
      List<Path> found =
          all.filter(it -> Stream.of(types).anyMatch(type -> it.toString().endsWith("." + type)))
              .toList();
      assertThat(found).hasSizeGreaterThan(10);
      return found;
    }
  }
}
