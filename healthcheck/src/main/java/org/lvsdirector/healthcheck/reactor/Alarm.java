package org.lvsdirector.healthcheck.reactor;

/** Something to be done at a time; it can be set over and over. To be used on its own thread. */
public interface Alarm {
  /**
   * Sets the time, in place of one that was set before.
   *
   * @param nanos on the clock of the alarm's {@link Ticker}; what is past is soon
   */
  void set(long nanos);

  /** Forgets the time that was set; no error where there is none. */
  void clear();
}
