package org.lvsdirector.ops.lab;

/** Holds a lab with a running guest until it is killed. */
public final class LabHolder {
  private LabHolder() {}

  /** Prints the lab's folder and the host's id of its first process, then waits for its end. */
  public static void main(String[] args) throws InterruptedException {
    Lab lab = Lab.open();
    lab.guest("d1", 134).boot().awaitUp();
    System.out.println(lab.folder() + " " + lab.pid());
    Thread.currentThread().join();
  }
}
