package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
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
  private static final Pattern IMPORTED = Pattern.compile("\\bfrom ?\"\\./([a-z/]+\\.m?js)\"");
  private static final Pattern PRELOADED =
      Pattern.compile("rel=\"modulepreload\" href=\"/ui/([a-z/]+\\.m?js)\"");
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

  /** Whatever were not would be asked for only when the one that names it has come. */
  @Test
  void allThatTheFirstScreenNeedsIsAskedForAtOnce() throws IOException {
    Set<String> needed = new LinkedHashSet<>();
    need("start.js", needed);
    need("app.js", needed);
    assertThat(needed).hasSizeGreaterThan(20);
    Matcher asked = PRELOADED.matcher(Files.readString(FILES.resolve("index.html")));
    List<String> all = asked.results().map(it -> it.group(1)).toList();
    assertThat(all).containsExactlyInAnyOrderElementsOf(needed);
  }

  private static void need(String module, Set<String> needed) throws IOException {
    if (needed.add(module)) {
      String folder = module.startsWith("vendor/") ? "vendor/" : "";
      for (MatchResult imported :
          IMPORTED.matcher(Files.readString(FILES.resolve(module))).results().toList()) {
        need(folder + imported.group(1), needed);
      }
    }
  }

  @Test
  void sheetsComeAsOne() throws Exception {
    String sheet = served.get("/ui/page.css").body();
    assertThat(sheet).doesNotContain("@import");
    for (Path file : files("css", "js")) {
      if (file.toString().endsWith(".css") && !file.endsWith("page.css")) {
        assertThat(sheet).contains(Files.readString(file).strip());
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
