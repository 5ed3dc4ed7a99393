package org.lvsdirector.netfilter;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.lvsdirector.model.EventSink;

/** Remembers what was reported. */
final class Events implements EventSink {
  private final List<String> kinds = new CopyOnWriteArrayList<>();
  private final List<String> texts = new CopyOnWriteArrayList<>();

  @Override
  public void emit(String kind, String subject, String text) {
    kinds.add(kind);
    texts.add(subject + ": " + text);
  }

  List<String> kinds() {
    return kinds;
  }

  List<String> texts() {
    return texts;
  }

  void clear() {
    kinds.clear();
    texts.clear();
  }
}
