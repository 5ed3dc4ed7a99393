package org.lvsdirector.ops.lab;

/**
 * What a command left behind.
 *
 * @param exit its exit status; 0 is success
 * @param text its standard output and standard error, as they came
 */
public record Output(int exit, String text) {

  /** Whether the exit status is 0. */
  public boolean ok() {
    return exit == 0;
  }
}
