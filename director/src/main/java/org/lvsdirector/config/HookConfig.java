package org.lvsdirector.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a node tells of events.
 *
 * @param kinds of events; empty = all
 * @param masterOnly whether what concerns a service is told by whoever forwards for it only
 * @param timeout of one attempt
 * @param retries further attempts after one that failed
 */
public record HookConfig(
    Target target, Set<String> kinds, boolean masterOnly, Duration timeout, int retries) {
  /** Copies the set. */
  public HookConfig {
    kinds = Set.copyOf(kinds);
  }

  /** Whether events of a kind are wanted. */
  public boolean wants(String kind) {
    return kinds.isEmpty() || kinds.contains(kind);
  }

  /** The listener. */
  public sealed interface Target {
    /** For people: which one it is, without secrets. */
    String name();
  }

  /**
   * A program.
   *
   * @param command its absolute path and its arguments; no shell looks at them
   * @param user as whom it runs; empty = as the node
   */
  public record Exec(List<String> command, Optional<String> user) implements Target {
    /** Copies the list. */
    public Exec {
      command = List.copyOf(command);
    }

    @Override
    public String name() {
      return "exec " + command.get(0);
    }
  }

  /**
   * An HTTP server that takes a POST of JSON.
   *
   * @param token file with a bearer token (RFC 6750); empty = none
   */
  public record Webhook(URI url, Optional<Path> token) implements Target {
    @Override
    public String name() {
      return "webhook " + url.getScheme() + "://" + url.getRawAuthority();
    }
  }
}
