package org.lvsdirector.address.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.address.AddressKeeper;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.EventSink;

/** Writes down what a keeper tells, as one line each, to be waited for. */
public final class KeeperNotes implements AddressKeeper.Listener, EventSink {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final List<String> notes = new ArrayList<>();

  @Override
  public void onHeld(String group, Epoch epoch) {
    add("held " + group + " " + epoch);
  }

  @Override
  public void onDropped(String group) {
    add("dropped " + group);
  }

  @Override
  public void onPause(Duration gap, int newGeneration) {
    add("pause " + gap.toMillis() + " " + newGeneration);
  }

  @Override
  public void onGroupFailed(String group, String reason) {
    add("failed " + group + " " + reason);
  }

  @Override
  public void onGroupOk(String group) {
    add("ok " + group);
  }

  @Override
  public void onInterface(String group, InterfaceState state) {
    add("interface " + group + " " + state.usable());
  }

  @Override
  public void emit(String kind, String subject, String text) {
    add("event " + kind + " " + subject);
  }

  /** Everything so far, oldest first. */
  public synchronized List<String> all() {
    return List.copyOf(notes);
  }

  /** Forgets everything so far. */
  public synchronized void clear() {
    notes.clear();
  }

  /** Waits until something was noted; fails after ten seconds. */
  public synchronized void await(String note) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!notes.contains(note)) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("no '" + note + "' among " + notes);
      }
      try {
        wait(left);
      } catch (InterruptedException interrupted) {
        throw new AssertionError("interrupted while waiting for '" + note + "'", interrupted);
      }
    }
  }

  private synchronized void add(String note) {
    notes.add(note);
    notifyAll();
  }
}
