package org.lvsdirector.notify;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.config.HookConfig.Webhook;

/** Posts events as JSON; follows no redirection, and believes only certificates that Java does. */
final class WebhookDelivery implements Delivery {
  private static final int LARGEST_TOKEN = 8192;

  private final Vertx vertx;
  private final Webhook target;
  private final Duration timeout;
  private final HttpClient client;

  WebhookDelivery(Vertx vertx, Webhook target, Duration timeout) {
    this.vertx = vertx;
    this.target = target;
    this.timeout = timeout;
    client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setSsl("https".equals(target.url().getScheme()))
                .setVerifyHost(true)
                .setKeepAlive(false));
  }

  @Override
  public Future<Void> deliver(Notice notice) {
    return vertx
        .executeBlocking(this::token)
        .compose(token -> post(notice, token))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Read anew each time, so that it may be changed; may block. */
  private Optional<String> token() throws IOException {
    if (target.token().isEmpty()) {
      return Optional.empty();
    }
    try (var in = Files.newInputStream(target.token().get())) {
      return Optional.of(new String(in.readNBytes(LARGEST_TOKEN), StandardCharsets.UTF_8).strip());
    }
  }

  private Future<Void> post(Notice notice, Optional<String> token) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(target.url().toString())
            .putHeader("Content-Type", "application/json")
            .putHeader("User-Agent", "lvs-director");
    token.ifPresent(it -> options.putHeader("Authorization", "Bearer " + it));
    return client
        .request(options)
        .compose(request -> request.send(notice.json()))
        .compose(WebhookDelivery::judge);
  }

  private static Future<Void> judge(HttpClientResponse response) {
    int status = response.statusCode();
    return status >= 200 && status < 300
        ? Future.succeededFuture()
        : Future.failedFuture("status " + status);
  }

  @Override
  public void close() {
    var unused = client.close();
  }
}
