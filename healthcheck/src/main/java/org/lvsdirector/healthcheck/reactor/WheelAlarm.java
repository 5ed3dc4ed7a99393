package org.lvsdirector.healthcheck.reactor;

/** An alarm on a {@link Wheel}. */
final class WheelAlarm implements Alarm {
  final Runnable task;
  private final Wheel wheel;

  /** Its neighbours in the slot, and the tick when it is due: the wheel's own. */
  WheelAlarm previous;

  WheelAlarm next;
  long tick;
  int slot = -1;

  WheelAlarm(Wheel wheel, Runnable task) {
    this.wheel = wheel;
    this.task = task;
  }

  @Override
  public void set(long nanos) {
    clear();
    wheel.put(this, nanos);
  }

  @Override
  public void clear() {
    if (slot >= 0) {
      wheel.remove(this);
    }
  }
}
