package org.lvsdirector.web;

import java.time.Instant;
import org.lvsdirector.web.Tokens.Holder;

/**
 * Who makes a request.
 *
 * @param name for the audit log
 * @param hash of the token that stands for the caller, at first or second hand; empty = none
 * @param expires when a session ends; null where there is none
 * @param address from where
 */
record Caller(String name, Role role, By by, String hash, Instant expires, String address) {
  /** By what a caller is known. */
  enum By {
    TOKEN,
    SESSION,
    COOKIE,
    CERTIFICATE,
    ANYONE
  }

  static Caller of(Holder holder, By by, String address) {
    return new Caller(holder.name(), holder.role(), by, holder.hash(), null, address);
  }

  static Caller anyone(Role role, String address) {
    return new Caller("anyone", role, By.ANYONE, "", null, address);
  }

  @Override
  public String toString() {
    return name + " at " + address;
  }
}
