package org.lvsdirector.healthcheck;

import java.util.Random;
import org.lvsdirector.healthcheck.reactor.Ticker;

/** What all pulses of a monitor share; to be used on its thread. */
record Means(
    Ticker ticker,
    Prober prober,
    Random random,
    Gate gate,
    Strain strain,
    Tally tally,
    ResultSink sink) {

  /** Where results go. */
  interface ResultSink {
    void took(Follower follower, Health before);
  }
}
