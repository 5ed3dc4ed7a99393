package org.lvsdirector.healthcheck.grpc;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.OptionalLong;
import org.lvsdirector.healthcheck.dialogue.Step;
import org.lvsdirector.healthcheck.exchange.Answer;
import org.lvsdirector.healthcheck.text.Lines;

/** What an answer says: the call's status first, the service's after it. */
final class HealthAnswer {
  private static final int SERVING = 1;

  private HealthAnswer() {}

  static Step.End judge(Answer answer) {
    if (answer.status() != 200) {
      return Step.failed("HTTP status " + answer.status());
    }
    // A call that fails at once has its trailers for headers.
    HttpHeaders end =
        answer.trailers().contains("grpc-status") ? answer.trailers() : answer.headers();
    String code = end.get("grpc-status", "");
    if (!code.equals("0")) {
      return Step.failed(failure(code, end.get("grpc-message", "")));
    }
    OptionalLong status = HealthMessage.status(answer.body());
    if (status.isEmpty()) {
      return Step.failed("the answer is no HealthCheckResponse");
    }
    return status.getAsLong() == SERVING
        ? Step.ok("SERVING")
        : Step.failed(name(status.getAsLong()));
  }

  private static String failure(String code, String message) {
    String meaning =
        switch (code) {
          case "" -> "no gRPC: an answer without grpc-status";
          case "5" -> "grpc-status 5, no such service";
          case "12" -> "grpc-status 12, the server has no health service";
          default -> "grpc-status " + Lines.shown(code);
        };
    return message.isEmpty() ? meaning : meaning + ": " + Lines.shown(message);
  }

  private static String name(long status) {
    return List.of("UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN").stream()
        .skip(Math.max(0, status))
        .findFirst()
        .orElse("status " + status);
  }
}
