package org.lvsdirector.healthcheck;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.lvsdirector.healthcheck.reactor.Alarm;
import org.lvsdirector.healthcheck.reactor.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this machine lacks what it takes to probe. While it does, everything is done half as
 * often; that it began and that it is over is said once each.
 */
final class Strain {
  private static final Logger log = LoggerFactory.getLogger(Strain.class);
  private static final long CALM = TimeUnit.SECONDS.toNanos(10);
  private static final int STRETCH = 2;

  private final Ticker ticker;
  private final Consumer<Boolean> onChange;
  private final Alarm calm;
  private int suffered;
  private volatile String lack = "";

  /**
   * Begins without a lack.
   *
   * @param onChange told when a lack begins and when it is over
   */
  Strain(Ticker ticker, Consumer<Boolean> onChange) {
    this.ticker = ticker;
    this.onChange = onChange;
    calm = ticker.alarm(this::over);
  }

  /** A probe could not be carried out. */
  void suffer(String text) {
    suffered++;
    calm.set(ticker.nanos() + CALM);
    if (lack.isEmpty()) {
      lack = text;
      log.warn(
          "Checks are made half as often because this machine lacks something; no server counts"
              + " as down for it: {}",
          text);
      onChange.accept(true);
    }
  }

  /** The first thing that was lacking, in words; empty when nothing is. */
  String lack() {
    return lack;
  }

  long stretch(long nanos) {
    return lack.isEmpty() ? nanos : STRETCH * nanos;
  }

  private void over() {
    log.info(
        "Checks are made as often as configured again; {} could not be made meanwhile", suffered);
    suffered = 0;
    lack = "";
    onChange.accept(false);
  }
}
