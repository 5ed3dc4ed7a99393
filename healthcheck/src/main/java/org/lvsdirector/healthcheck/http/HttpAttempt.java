package org.lvsdirector.healthcheck.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.channel.Attempt;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.exchange.Answer;
import org.lvsdirector.healthcheck.exchange.HttpExchange;
import org.lvsdirector.healthcheck.http.HttpLogin.Scheme;
import org.lvsdirector.healthcheck.secret.Secret;
import org.lvsdirector.healthcheck.text.BodySearch;
import org.lvsdirector.healthcheck.text.Regex;
import org.lvsdirector.healthcheck.tls.Encryption;

/** One probe: a question, a second one where the first was challenged, and what the answer says. */
final class HttpAttempt {
  private static final int UNAUTHORIZED = 401;

  private final Vertx vertx;
  private final Attempt attempt;
  private final Watch watch;
  private final HttpProbe probe;
  private final Optional<SslContext> context;
  private final Optional<Secret> password;
  private Optional<Encryption> encryption = Optional.empty();
  private boolean challenged;

  HttpAttempt(
      Vertx vertx,
      Attempt attempt,
      Watch watch,
      HttpProbe probe,
      Optional<SslContext> context,
      Optional<Secret> password) {
    this.vertx = vertx;
    this.attempt = attempt;
    this.watch = watch;
    this.probe = probe;
    this.context = context;
    this.password = password;
  }

  void run() {
    boolean basic = probe.login().filter(it -> it.scheme() == Scheme.BASIC).isPresent();
    ask(basic ? Optional.of(basic()) : Optional.empty());
  }

  private void ask(Optional<String> authorization) {
    if (attempt.isOver()) {
      return;
    }
    encryption = context.map(it -> new Encryption(it, probe.tls().orElseThrow(), watch.target()));
    FullHttpRequest request = request();
    authorization.ifPresent(it -> request.headers().set(HttpHeaderNames.AUTHORIZATION, it));
    new HttpExchange(attempt, watch, encryption, probe.http2())
        .send(request, probe.expectation()::accepts, this::answered);
  }

  private FullHttpRequest request() {
    Request asked = probe.request();
    byte[] content = asked.content().orElse("").getBytes(StandardCharsets.UTF_8);
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.valueOf(asked.method()),
            asked.path(),
            Unpooled.wrappedBuffer(content));
    HttpHeaders headers = request.headers();
    headers.set(HttpHeaderNames.HOST, asked.host().orElseGet(watch::name));
    headers.set(HttpHeaderNames.USER_AGENT, "lvs-director");
    headers.set(HttpHeaderNames.ACCEPT, "*/*");
    headers.set(HttpHeaderNames.CONNECTION, "close");
    if (asked.content().isPresent()) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, content.length);
    }
    asked.headers().forEach(it -> headers.set(it.name(), it.value()));
    return request;
  }

  private String basic() {
    String user = probe.login().orElseThrow().login().user();
    String both = user + ":" + password.orElseThrow().text();
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private void answered(Answer answer) {
    if (answer.status() == UNAUTHORIZED && digest(answer)) {
      return;
    }
    Expectation wanted = probe.expectation();
    String status = "status " + answer.status();
    if (!wanted.accepts(answer.status())) {
      attempt.failed(status + ", expected " + wanted.statusesInWords() + ",");
    } else if (wanted.body().isPresent()) {
      search(answer, wanted.body().get());
    } else {
      judgeJson(answer, status);
    }
  }

  /** Whether the question is asked again with an answer to the server's challenge. */
  private boolean digest(Answer answer) {
    boolean wanted = probe.login().filter(it -> it.scheme() == Scheme.DIGEST).isPresent();
    if (!wanted || challenged) {
      return false;
    }
    Optional<Digest> challenge =
        Digest.of(answer.headers().getAll(HttpHeaderNames.WWW_AUTHENTICATE));
    challenge.ifPresent(
        it -> {
          challenged = true;
          attempt.release();
          Request asked = probe.request();
          ask(
              Optional.of(
                  it.answer(
                      probe.login().orElseThrow().login().user(),
                      password.orElseThrow().text(),
                      asked.method(),
                      asked.path(),
                      UUID.randomUUID().toString())));
        });
    return challenge.isPresent();
  }

  private void search(Answer answer, Regex wanted) {
    String text = answer.text();
    BodySearch.Outcome quick = BodySearch.search(wanted.pattern(), text, BodySearch.SMALL_BUDGET);
    if (quick != BodySearch.Outcome.TOO_COSTLY) {
      searched(quick, answer, wanted);
      return;
    }
    attempt.await("status " + answer.status() + " but no end of the search for " + wanted.text());
    vertx
        .executeBlocking(() -> BodySearch.search(wanted.pattern(), text, BodySearch.BUDGET), false)
        .onSuccess(found -> attempt.run(() -> searched(found, answer, wanted)))
        .onFailure(failure -> attempt.run(() -> attempt.broken(failure)));
  }

  private void searched(BodySearch.Outcome found, Answer answer, Regex wanted) {
    String status = "status " + answer.status();
    String size = "the body's " + answer.body().readableBytes() + " bytes";
    switch (found) {
      case FOUND -> judgeJson(answer, status + " and body match");
      case MISSING -> attempt.failed(status + " but no " + wanted.text() + " in " + size);
      default ->
          attempt.failed(
              status + " but searching " + size + " for " + wanted.text() + " costs too much");
    }
  }

  private void judgeJson(Answer answer, String soFar) {
    Optional<String> fault = probe.expectation().json().flatMap(it -> it.fault(answer.text()));
    if (fault.isPresent()) {
      attempt.failed("status " + answer.status() + " but " + fault.get());
      return;
    }
    Step.ok(soFar).over(encryption).settle(attempt);
  }
}
