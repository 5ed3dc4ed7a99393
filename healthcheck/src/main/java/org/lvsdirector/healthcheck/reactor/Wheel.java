package org.lvsdirector.healthcheck.reactor;

/**
 * Alarms in the slots of a wheel that turns once in 16 s: setting and clearing one costs the same
 * however many there are. Alarms that are due in a later turn wait in their slot. None is early;
 * each is at most a millisecond late by the wheel's doing.
 */
final class Wheel {
  private static final long TICK = 1_000_000;
  private static final int SLOTS = 1 << 14;
  private static final int MASK = SLOTS - 1;

  private final WheelAlarm[] heads = new WheelAlarm[SLOTS];

  /** A bit for each slot that holds something. */
  private final long[] occupied = new long[SLOTS / Long.SIZE];

  private final long origin;

  /** The tick whose slot is looked at next. */
  private long tick;

  private int size;

  Wheel(long now) {
    origin = now;
  }

  void put(WheelAlarm alarm, long nanos) {
    long due = Math.max(nanos - origin, 0);
    alarm.tick = Math.max((due + TICK - 1) / TICK, tick);
    int slot = (int) alarm.tick & MASK;
    WheelAlarm head = heads[slot];
    alarm.next = head;
    if (head != null) {
      head.previous = alarm;
    }
    heads[slot] = alarm;
    occupied[slot >> 6] |= 1L << slot;
    alarm.slot = slot;
    size++;
  }

  void remove(WheelAlarm alarm) {
    if (alarm.previous == null) {
      heads[alarm.slot] = alarm.next;
      if (alarm.next == null) {
        occupied[alarm.slot >> 6] &= ~(1L << alarm.slot);
      }
    } else {
      alarm.previous.next = alarm.next;
    }
    if (alarm.next != null) {
      alarm.next.previous = alarm.previous;
    }
    alarm.previous = null;
    alarm.next = null;
    alarm.slot = -1;
    size--;
  }

  /** Takes out one alarm that is due; null when none is. Equally old ones come in any order. */
  WheelAlarm due(long now) {
    long last = (now - origin) / TICK;
    if (last - tick >= SLOTS) {
      // Every slot is passed once, whatever the time that has gone by.
      tick = last - SLOTS + 1;
    }
    for (; tick <= last; skip(last)) {
      for (WheelAlarm each = heads[(int) tick & MASK]; each != null; each = each.next) {
        if (each.tick <= tick) {
          remove(each);
          return each;
        }
      }
    }
    return null;
  }

  /** How long nothing is due; {@link Long#MAX_VALUE} when nothing is set. */
  long idle(long now) {
    if (size == 0) {
      return Long.MAX_VALUE;
    }
    return Math.max(0, origin + (tick + emptySlots((int) tick & MASK)) * TICK - now);
  }

  private void skip(long last) {
    tick++;
    if (tick <= last) {
      tick = Math.min(last, tick + (size == 0 ? SLOTS : emptySlots((int) tick & MASK)));
    }
  }

  /** How many slots from this one on hold nothing. */
  private int emptySlots(int from) {
    long word = occupied[from >> 6] >>> from;
    if (word != 0) {
      return Long.numberOfTrailingZeros(word);
    }
    int empty = Long.SIZE - (from & (Long.SIZE - 1));
    for (int i = 1; i <= occupied.length; i++) {
      word = occupied[((from >> 6) + i) % occupied.length];
      if (word != 0) {
        return empty + Long.numberOfTrailingZeros(word);
      }
      empty += Long.SIZE;
    }
    return SLOTS;
  }
}
