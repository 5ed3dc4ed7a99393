package org.lvsdirector.model;

/** Where the parts report what happened: each transition once, with cause and numbers. */
public interface EventSink {
  /**
   * Reports a transition; never blocks and never throws.
   *
   * @param kind what sort of thing, e.g. {@code vip-taken}
   * @param subject what it happened to, e.g. a VIP group or {@code service/server}
   * @param text a sentence with the cause and the numbers
   */
  void emit(String kind, String subject, String text);
}
