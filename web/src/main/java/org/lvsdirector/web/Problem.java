package org.lvsdirector.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.NoSuchElementException;
import org.lvsdirector.cluster.membership.ClusterException;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.Fault;
import org.lvsdirector.peers.NoAnswerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An error as the API answers it (RFC 9457, {@code application/problem+json}).
 *
 * @param title the status in words
 * @param status of the HTTP answer
 * @param detail a sentence that says what is wrong and what would be right
 * @param key the JSON key, parameter or header at fault; empty where it is none of them
 * @param faults of a refused configuration, one line each; otherwise empty
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String title, int status, String detail, String key, List<String> faults) {
  private static final Logger log = LoggerFactory.getLogger(Problem.class);

  /** Copies the list; JSON without one means none. */
  public Problem {
    key = key == null ? "" : key;
    faults = faults == null ? List.of() : List.copyOf(faults);
  }

  /** A problem without faults; the title is the status in words. */
  public static Problem of(int status, String detail) {
    return of(status, detail, "");
  }

  /** The same with the key at fault. */
  public static Problem of(int status, String detail, String key) {
    return new Problem(title(status), status, detail, key, List.of());
  }

  /** The problem for a request that failed, by the kind of the failure. */
  static Problem of(Throwable failure) {
    if (failure instanceof ConfigException refused) {
      String detail = "The configuration is refused; the one in force stays.";
      List<String> faults = refused.faults().stream().map(Fault::toString).toList();
      return new Problem(title(422), 422, detail, "", faults);
    }
    if (failure instanceof NoSuchElementException) {
      return of(404, failure.getMessage());
    }
    if (failure instanceof StaleException) {
      return of(412, failure.getMessage(), "If-Match");
    }
    if (failure instanceof BadRequest bad) {
      return of(400, failure.getMessage(), bad.key());
    }
    if (failure instanceof NoAnswerException silent) {
      return of(silent.refusedBy().isPresent() ? 409 : 503, failure.getMessage());
    }
    if (failure instanceof IllegalArgumentException) {
      return of(400, failure.getMessage());
    }
    if (failure instanceof IllegalStateException || failure instanceof ClusterException) {
      return of(409, failure.getMessage());
    }
    return of(500, String.valueOf(failure.getMessage()));
  }

  /**
   * Answers a request that failed.
   *
   * @param status where no failure says more
   */
  static void handle(RoutingContext context, int status) {
    Throwable failure = context.failure();
    if (failure instanceof HttpClosedException) {
      return;
    }
    Problem problem;
    if (failure instanceof HttpException http) {
      problem = of(http.getStatusCode(), sentence(http.getStatusCode(), http.getPayload()));
    } else if (failure != null) {
      Problem known = of(failure);
      // What the router itself refuses comes as a failure of its own kind.
      boolean refused = known.status() == 500 && status < 500;
      problem = refused ? of(status, sentence(status, failure.getMessage())) : known;
    } else {
      problem = of(status, sentence(status, null));
    }
    if (problem.status() == 500) {
      log.error("{} {} failed", context.request().method(), context.request().path(), failure);
    }
    send(context, problem);
  }

  /** Ends the response with a problem, or cuts it off where it has already begun. */
  static void send(RoutingContext context, Problem problem) {
    if (context.response().headWritten()) {
      context.request().connection().close();
      return;
    }
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", "application/problem+json")
        .end(Json.write(problem) + "\n");
  }

  private static String sentence(int status, String payload) {
    if (payload != null) {
      return payload;
    }
    return switch (status) {
      case 400 -> "The path or the request as a whole is not well-formed.";
      case 404 -> "There is nothing at this path; /api/v1/openapi.json lists what there is.";
      case 405 -> "This path does not take this method; see /api/v1/openapi.json.";
      case 413 -> "The body is larger than 1 MiB.";
      default -> title(status);
    };
  }

  private static String title(int status) {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }
}
