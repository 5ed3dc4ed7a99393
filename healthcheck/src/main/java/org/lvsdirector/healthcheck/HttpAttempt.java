package org.lvsdirector.healthcheck;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;

/** One HTTP probe from its start to its outcome, under one deadline. */
final class HttpAttempt {
  /** How much of a body is read; a page that is longer has answered well enough. */
  static final int BODY_LIMIT = 64 * 1024;

  private final Vertx vertx;
  private final Watch watch;
  private final Probe.Http http;
  private final long start = System.nanoTime();
  private final Promise<ProbeResult> outcome = Promise.promise();
  private final Buffer body = Buffer.buffer();
  private HttpClientRequest request;
  private boolean bodyRead;
  private String waitingFor = "no connection";

  HttpAttempt(Vertx vertx, Watch watch, Probe.Http http) {
    this.vertx = vertx;
    this.watch = watch;
    this.http = http;
  }

  Future<ProbeResult> run(HttpClient client) {
    long timeout = watch.check().timeout().toMillis();
    long timer =
        vertx.setTimer(
            Math.max(1, timeout), id -> end(false, waitingFor + " within " + timeout + " ms"));
    client.request(options()).onSuccess(this::connected).onFailure(this::broken);
    return outcome.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private RequestOptions options() {
    String authority = http.host().orElse(watch.name());
    return new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(watch.target()))
        .setMethod(HttpMethod.GET)
        .setHost(withoutPort(authority))
        .setPort(watch.target().getPort())
        .setURI(http.path())
        .putHeader("Host", authority)
        .putHeader("User-Agent", "lvs-director")
        .putHeader("Accept", "*/*");
  }

  private static String withoutPort(String authority) {
    int bracket = authority.lastIndexOf(']');
    if (bracket > 0) {
      return authority.substring(1, bracket);
    }
    int colon = authority.indexOf(':');
    return colon > 0 ? authority.substring(0, colon) : authority;
  }

  private void connected(HttpClientRequest made) {
    request = made;
    if (outcome.future().isComplete()) {
      made.connection().close();
      return;
    }
    waitingFor = "no answer";
    made.send().onSuccess(this::answered).onFailure(this::broken);
  }

  private void answered(HttpClientResponse response) {
    int status = response.statusCode();
    if (http.expect().stream().noneMatch(range -> range.contains(status))) {
      end(false, "status " + status + ", expected " + expected() + ", after " + millis());
      return;
    }
    waitingFor = "status " + status + " but no end of the body";
    response.exceptionHandler(
        failure -> {
          if (!bodyRead) {
            broken(failure);
          }
        });
    response.handler(
        part -> {
          if (bodyRead) {
            return;
          }
          body.appendBuffer(part, 0, Math.min(part.length(), BODY_LIMIT - body.length()));
          if (body.length() >= BODY_LIMIT) {
            complete(status);
          }
        });
    response.endHandler(end -> complete(status));
  }

  private void complete(int status) {
    if (bodyRead) {
      return;
    }
    bodyRead = true;
    request.connection().close();
    String answer = "status " + status;
    if (http.body().isEmpty()) {
      end(true, answer + " after " + millis());
      return;
    }
    Probe.BodyMatch wanted = http.body().get();
    String text = body.toString(StandardCharsets.UTF_8);
    waitingFor = answer + " but no end of the search for " + wanted.regex();
    vertx
        .executeBlocking(() -> BodySearch.search(wanted.pattern(), text), false)
        .onSuccess(found -> searched(found, answer, wanted))
        .onFailure(this::broken);
  }

  private void searched(BodySearch.Outcome found, String answer, Probe.BodyMatch wanted) {
    String size = "the body's " + body.length() + " bytes";
    switch (found) {
      case FOUND -> end(true, answer + " and body match after " + millis());
      case MISSING -> end(false, answer + " but no " + wanted.regex() + " in " + size);
      default ->
          end(
              false,
              answer + " but searching " + size + " for " + wanted.regex() + " costs too much");
    }
  }

  private void broken(Throwable failure) {
    end(false, Causes.text(failure) + " after " + millis());
  }

  private void end(boolean ok, String how) {
    String scheme = http.tls() ? "HTTPS" : "HTTP";
    String text = scheme + " GET " + http.path() + " on " + watch.name() + ": " + how;
    boolean first =
        outcome.tryComplete(ok ? ProbeResult.ok(text, took()) : ProbeResult.failed(text, took()));
    if (first && request != null) {
      request.connection().close();
    }
  }

  private String expected() {
    return http.expect().stream()
        .map(r -> r.low() == r.high() ? "" + r.low() : r.low() + "-" + r.high())
        .collect(Collectors.joining(","));
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private String millis() {
    return took().toMillis() + " ms";
  }
}
