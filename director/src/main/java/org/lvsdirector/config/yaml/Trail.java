package org.lvsdirector.config.yaml;

/**
 * The way to a key, from the file's outermost section on. It becomes a text only where somebody
 * asks for it: there is one for every value, and hardly any value is ever complained about.
 */
final class Trail {
  /** The file itself. */
  static final Trail TOP = new Trail(null, "", 0);

  private final Trail up;
  private final String key;
  private final int index;

  private Trail(Trail up, String key, int index) {
    this.up = up;
    this.key = key;
    this.index = index;
  }

  /** The way on to a key. */
  Trail to(String name) {
    return new Trail(this, name, 0);
  }

  /** The way on to an element of a list, from 0. */
  Trail at(int element) {
    return new Trail(this, null, element);
  }

  @Override
  public String toString() {
    if (up == null) {
      return "";
    }
    String before = up.toString();
    if (key == null) {
      return before + "[" + index + "]";
    }
    return before.isEmpty() ? Names.shown(key) : before + "." + Names.shown(key);
  }
}
