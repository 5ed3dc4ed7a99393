package org.lvsdirector.config.yaml;

import java.util.List;

/**
 * The keys that belong together in the file.
 *
 * @param path where it stands, e.g. {@code services[].servers[]}; empty for the file itself
 */
public record Section(String path, List<Key<?>> keys) {
  /** Copies the list. */
  public Section {
    keys = List.copyOf(keys);
  }

  /** The names of its keys, in order. */
  public List<String> names() {
    return keys.stream().map(Key::name).toList();
  }

  /** The full path of one of its keys. */
  public String pathOf(Key<?> key) {
    return path.isEmpty() ? key.name() : path + "." + key.name();
  }
}
