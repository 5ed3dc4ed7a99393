package org.lvsdirector.healthcheck;

/** The weight that a server, or a program that judges it, asks for. */
public sealed interface Weight {
  /** A weight as such, 0–65535. */
  record Exact(int value) implements Weight {}

  /** A share of the configured weight, in percent, 0–65535; 0 = no new connections. */
  record Percent(int value) implements Weight {}
}
