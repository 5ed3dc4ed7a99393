package org.lvsdirector.ops.command;

/** What the command's exit status means. */
public final class ExitCodes {
  /** It did what it was asked. */
  public static final int OK = 0;

  /** It was refused, or a configuration has faults. */
  public static final int REFUSED = 1;

  /** The arguments make no sense. */
  public static final int USAGE = 2;

  /** No node answers. */
  public static final int UNREACHABLE = 3;

  private ExitCodes() {}
}
