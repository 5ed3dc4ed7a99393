package org.lvsdirector.ops.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.web.Json;

/** A real server of a service as the command line names it: {@code SERVICE/ADDRESS:PORT}. */
record ServerPath(String service, String server) {
  /** Reads the name. */
  static ServerPath parse(String text) throws CommandFailure {
    int slash = text.lastIndexOf('/');
    if (slash < 1 || slash == text.length() - 1) {
      throw CommandFailure.usage(
          "'%s' does not name a server; write SERVICE/ADDRESS:PORT, e.g. web/172.16.1.135:80"
              .formatted(text));
    }
    return new ServerPath(text.substring(0, slash), text.substring(slash + 1));
  }

  /** Asks the node to change this server. */
  void patch(ApiClient client, Map<String, ?> change) throws CommandFailure {
    client.send(
        "PATCH",
        "/api/v1/services/" + encoded(service) + "/servers/" + encoded(server),
        "application/json",
        Json.write(change));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return service + "/" + server;
  }
}
