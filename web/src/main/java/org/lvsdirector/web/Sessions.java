package org.lvsdirector.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lvsdirector.web.Tokens.Holder;

/**
 * Who is logged in, in memory only. A session says no more than that its holder once showed a
 * token; what the token is good for is looked up anew with each request. Thread-safe.
 */
final class Sessions {
  private static final int MOST = 1000;

  private final InstantSource clock;
  private final Map<String, Session> open = new LinkedHashMap<>();

  Sessions(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A session.
   *
   * @param hash of the token that was shown
   */
  record Session(String name, String hash, Instant expires) {}

  /** What is given to whoever begins a session. */
  record Begun(String secret, Instant expires) {}

  /** Begins one; the oldest ends where there are too many. */
  synchronized Begun begin(Holder holder, Duration length) {
    open.values().removeIf(session -> session.expires().isBefore(clock.instant()));
    if (open.size() >= MOST) {
      Iterator<String> oldest = open.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    String secret = Digests.secret();
    Instant expires = clock.instant().plus(length);
    open.put(Tokens.hash(secret), new Session(holder.name(), holder.hash(), expires));
    return new Begun(secret, expires);
  }

  /** The session of a secret; empty where there is none or it is over. */
  synchronized Optional<Session> find(String secret) {
    return Optional.ofNullable(open.get(Tokens.hash(secret)))
        .filter(session -> session.expires().isAfter(clock.instant()));
  }

  /** Ends one. */
  synchronized void end(String secret) {
    open.remove(Tokens.hash(secret));
  }
}
