package org.lvsdirector.healthcheck;

/** The weight that a server, or a program that judges it, asks for. */
public sealed interface Weight {
  /** The highest that the kernel's schedulers take. */
  int MOST = 65535;

  /** The weight to use, where this one is configured. */
  int of(int configured);

  /** What is asked for, in words. */
  String words();

  /** A weight as such, 0–65535. */
  record Exact(int value) implements Weight {
    @Override
    public int of(int configured) {
      return Math.min(value, MOST);
    }

    @Override
    public String words() {
      return "weight " + value;
    }
  }

  /** A share of the configured weight, in percent, 0–65535; 0 = no new connections. */
  record Percent(int value) implements Weight {
    /** Rounded up: a small weight does not become 0 as long as some share is asked for. */
    @Override
    public int of(int configured) {
      return (int) Math.min(((long) configured * value + 99) / 100, MOST);
    }

    @Override
    public String words() {
      return value + " % of its weight";
    }
  }
}
