package org.lvsdirector.web;

/** A request that makes no sense: what is wrong, and where. */
final class BadRequest extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String key;

  /**
   * Says so.
   *
   * @param key the JSON key, parameter or header at fault
   * @param sentence what is wrong and what would be right
   */
  BadRequest(String key, String sentence) {
    super(sentence);
    this.key = key;
  }

  String key() {
    return key;
  }
}
