package org.lvsdirector.ops.bench.ejection;

import java.util.Arrays;
import java.util.Locale;

/** What becomes of a real server. */
enum ServerFault {
  /** Its process is killed: its connections end and new ones are refused. */
  KILLED("process killed") {
    @Override
    long strike(FrailMachine machine) {
      return machine.kill();
    }

    @Override
    void heal(FrailMachine machine) {
      machine.start();
    }
  },
  /** Its cable is pulled: nothing answers. */
  GONE("machine gone") {
    @Override
    long strike(FrailMachine machine) {
      return machine.unplug();
    }

    @Override
    void heal(FrailMachine machine) {
      machine.plug();
    }
  },
  /** It answers every request with status 500. */
  ERROR("HTTP 500") {
    @Override
    long strike(FrailMachine machine) {
      return machine.answer("error");
    }
  },
  /** It accepts connections and answers nothing. */
  HUNG("hung after accept") {
    @Override
    long strike(FrailMachine machine) {
      return machine.answer("hung");
    }
  },
  /** It answers a byte a second. */
  DRIP("slow-drip answer") {
    @Override
    long strike(FrailMachine machine) {
      return machine.answer("drip");
    }
  };

  private final String word;

  ServerFault(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }

  /** The name on the command line: {@code killed}, {@code gone}, … */
  static ServerFault of(String option) {
    return Arrays.stream(values())
        .filter(fault -> fault.name().toLowerCase(Locale.ROOT).equals(option))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such fault: " + option));
  }

  /** Whether a check that only connects can notice it. */
  boolean seenByConnecting() {
    return this == KILLED || this == GONE;
  }

  /** Brings it about; gives when, on the clock of {@link System#nanoTime}. */
  abstract long strike(FrailMachine machine);

  void heal(FrailMachine machine) {
    machine.answer("ok");
  }
}
