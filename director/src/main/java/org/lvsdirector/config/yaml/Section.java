package org.lvsdirector.config.yaml;

import java.util.List;
import java.util.Set;

/** The keys that belong together in the file. */
public final class Section {
  private final String path;
  private final List<Key<?>> keys;
  private final List<String> names;
  private final Set<String> known;

  /**
   * A section of these keys.
   *
   * @param path where it stands, e.g. {@code services[].servers[]}; empty for the file itself
   */
  public Section(String path, List<Key<?>> keys) {
    this.path = path;
    this.keys = List.copyOf(keys);
    this.names = keys.stream().map(Key::name).toList();
    this.known = Set.copyOf(names);
  }

  /** Its keys, in order. */
  public List<Key<?>> keys() {
    return keys;
  }

  /** The names of its keys, in order. */
  public List<String> names() {
    return names;
  }

  /** Whether it has a key of this name. */
  boolean has(String name) {
    return known.contains(name);
  }

  /** The full path of one of its keys. */
  public String pathOf(Key<?> key) {
    return path.isEmpty() ? key.name() : path + "." + key.name();
  }
}
