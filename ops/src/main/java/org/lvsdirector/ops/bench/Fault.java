package org.lvsdirector.ops.bench;

import java.util.Arrays;
import java.util.Locale;
import org.lvsdirector.ops.lab.Guest;

/** What is done to the master. */
public enum Fault {
  /** The machine is off from one instant to the next. */
  POWER_CUT("power cut") {
    @Override
    void strike(Contender contender, Guest guest) {
      guest.powerCut();
    }

    @Override
    void heal(Contender contender, Guest guest) {
      guest.boot().awaitUp();
      contender.start(guest);
    }
  },
  /** The data link carries nothing any more, though it looks up. */
  CABLE("cable pulled") {
    @Override
    void strike(Contender contender, Guest guest) {
      guest.unplug();
    }

    @Override
    void heal(Contender contender, Guest guest) {
      guest.plug();
    }
  },
  /** The machine stands still with all its processes and its kernel. */
  FREEZE("machine frozen") {
    @Override
    void strike(Contender contender, Guest guest) {
      guest.freeze();
    }

    @Override
    void heal(Contender contender, Guest guest) {
      guest.thaw();
    }
  },
  /** All processes of the product are killed; the kernel lives. */
  KILL("daemon kill -9") {
    @Override
    void strike(Contender contender, Guest guest) {
      contender.kill(guest);
    }

    @Override
    void heal(Contender contender, Guest guest) {
      contender.start(guest);
    }
  },
  /** The product is told to stop. */
  STOP("graceful stop") {
    @Override
    void strike(Contender contender, Guest guest) {
      contender.stop(guest);
    }

    @Override
    void heal(Contender contender, Guest guest) {
      contender.start(guest);
    }
  };

  private final String word;

  Fault(String word) {
    this.word = word;
  }

  /** What people call it. */
  public String word() {
    return word;
  }

  /** The name on the command line: {@code power-cut}, {@code cable}, … */
  String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Fault of(String option) {
    return Arrays.stream(values())
        .filter(f -> f.option().equals(option))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such fault: " + option));
  }

  abstract void strike(Contender contender, Guest guest);

  abstract void heal(Contender contender, Guest guest);
}
