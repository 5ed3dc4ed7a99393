package org.lvsdirector.config.yaml;

import java.util.List;

/** The keys that belong together in the file. */
public final class Section {
  private final String path;
  private final List<Key<?>> keys;
  private final List<String> names;

  /**
   * A section of these keys.
   *
   * @param path where it stands, e.g. {@code services[].servers[]}; empty for the file itself
   */
  public Section(String path, List<Key<?>> keys) {
    this.path = path;
    this.keys = List.copyOf(keys);
    this.names = keys.stream().map(Key::name).toList();
  }

  /** Its keys, in order. */
  public List<Key<?>> keys() {
    return keys;
  }

  /** The names of its keys, in order. */
  public List<String> names() {
    return names;
  }

  /** The full path of one of its keys. */
  public String pathOf(Key<?> key) {
    return path.isEmpty() ? key.name() : path + "." + key.name();
  }
}
