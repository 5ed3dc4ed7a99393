package org.lvsdirector.ops.ipvsadm;

/** A command line that can not be carried out; nothing was done. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Exit status where the options themselves are at fault. */
  static final int BAD_OPTION = 255;

  /** Exit status where a value, or a combination of options, is at fault. */
  static final int BAD_VALUE = 2;

  private final int exitCode;

  private UsageException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Words that are no options, or options that lack or have a value against their nature. */
  static UsageException option(String message) {
    return new UsageException(BAD_OPTION, message);
  }

  /** Options that are known but make no sense here. */
  static UsageException value(String message) {
    return new UsageException(BAD_VALUE, message);
  }

  int exitCode() {
    return exitCode;
  }
}
