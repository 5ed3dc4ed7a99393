package org.lvsdirector.cluster.membership;

/** The cluster could not be joined or told something; the message says why and what to do. */
public final class ClusterException extends Exception {
  /** With a sentence for the operator. */
  public ClusterException(String message) {
    super(message);
  }

  /** With a sentence for the operator and what was behind it. */
  public ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
