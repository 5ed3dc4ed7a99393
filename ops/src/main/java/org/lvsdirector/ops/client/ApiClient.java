package org.lvsdirector.ops.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.web.Json;
import org.lvsdirector.web.Problem;

/** Asks a node's REST API; what the node refuses becomes a {@link CommandFailure}. */
public final class ApiClient {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(15);

  private final URI base;
  private final Optional<String> token;
  private final HttpClient http;

  /** Asks the API at this address, with this token if any. */
  public ApiClient(URI base, Optional<String> token) {
    this(base, token, Optional.empty());
  }

  /**
   * The same.
   *
   * @param trust whom to believe; empty = whom Java believes
   */
  ApiClient(URI base, Optional<String> token, Optional<SSLContext> trust) {
    this.base = base;
    this.token = token;
    HttpClient.Builder builder =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
    trust.ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  /** The body of what a path shows. */
  public String get(String path) throws CommandFailure {
    HttpRequest request = request(path).timeout(ANSWER).GET().build();
    return bodyOf(send(request, BodyHandlers.ofString()));
  }

  /** What a path shows, as a value. */
  public <T> T get(String path, Class<T> type) throws CommandFailure {
    String body = get(path);
    try {
      return Json.read(body, type);
    } catch (IOException e) {
      throw CommandFailure.refused(
          base + path + " answered something else than expected; is it a director?", e);
    }
  }

  /** Sends a body; the body of the answer, empty where there is nothing to say. */
  public String send(String method, String path, String type, String body) throws CommandFailure {
    HttpRequest request =
        request(path)
            .timeout(ANSWER)
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return bodyOf(send(request, BodyHandlers.ofString()));
  }

  /**
   * Server-sent events: the data of each, for as long as the node sends; closing the stream ends
   * it.
   *
   * @param after number of the last event that is known; 0 for all that the node remembers
   */
  public Stream<String> follow(long after) throws CommandFailure {
    HttpRequest request =
        request("/api/v1/events").header("Last-Event-ID", Long.toString(after)).GET().build();
    HttpResponse<Stream<String>> answer = send(request, BodyHandlers.ofLines());
    if (answer.statusCode() != 200) {
      throw refusal(answer.statusCode(), answer.body().reduce("", String::concat));
    }
    return answer.body().filter(line -> line.startsWith("data: ")).map(line -> line.substring(6));
  }

  /** What a path shows, line by line while it comes; closing the stream ends it. */
  public Stream<String> lines(String path) throws CommandFailure {
    HttpResponse<Stream<String>> answer = send(request(path).GET().build(), BodyHandlers.ofLines());
    if (answer.statusCode() != 200) {
      throw refusal(answer.statusCode(), answer.body().reduce("", String::concat));
    }
    return answer.body();
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
    token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    return request;
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws CommandFailure {
    try {
      return http.send(request, handler);
    } catch (SSLException e) {
      throw CommandFailure.unreachable(
          "the node at %s is not who it should be, or speaks no TLS (%s); see --ca"
              .formatted(base, e.getMessage()),
          e);
    } catch (IOException e) {
      String word = e.getMessage() == null ? "connection refused" : e.getMessage();
      throw CommandFailure.unreachable(
          "no node answers at "
              + base
              + " ("
              + word
              + "); is it running, and is --api or --config the right one?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.unreachable("interrupted while asking " + base, e);
    }
  }

  private static String bodyOf(HttpResponse<String> answer) throws CommandFailure {
    if (answer.statusCode() >= 300) {
      throw refusal(answer.statusCode(), answer.body());
    }
    return answer.body();
  }

  private static CommandFailure refusal(int status, String body) {
    try {
      Problem problem = Json.read(body, Problem.class);
      String hint =
          status == 401 ? "; name the token with --config, --token-file or LVS_DIRECTOR_TOKEN" : "";
      return CommandFailure.refused(
          Stream.concat(Stream.of(problem.detail() + hint), problem.faults().stream())
              .reduce((all, line) -> all + "\n" + line)
              .orElseThrow());
    } catch (IOException notAProblem) {
      return CommandFailure.refused("the node answered " + status, notAProblem);
    }
  }
}
