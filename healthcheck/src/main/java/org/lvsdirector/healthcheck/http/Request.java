package org.lvsdirector.healthcheck.http;

import java.util.List;
import java.util.Optional;

/**
 * What is asked.
 *
 * @param method e.g. {@code GET}
 * @param path the request's target (RFC 9112, origin form)
 * @param host the Host field; empty = the server's own address and port
 * @param headers in this order, besides those that every request has
 * @param content the request's body, sent in UTF-8
 */
public record Request(
    String method,
    String path,
    Optional<String> host,
    List<Header> headers,
    Optional<String> content) {
  /** Copies the list. */
  public Request {
    headers = List.copyOf(headers);
  }

  /** The plain question for a page. */
  public static Request get(String path) {
    return new Request("GET", path, Optional.empty(), List.of(), Optional.empty());
  }

  /** A field of the request's head. */
  public record Header(String name, String value) {}
}
