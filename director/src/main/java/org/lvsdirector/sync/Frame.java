package org.lvsdirector.sync;

/** What relays send each other through the cluster's channel. */
sealed interface Frame {
  /**
   * One of a stream of numbered frames.
   *
   * @param stream another one each time a sender begins anew
   * @param number from 1 on, without a gap
   * @param lost live messages that the sender had to drop since the stream began
   */
  record Data(long stream, long number, long lost, Body body) implements Frame {}

  /**
   * The receiver has dealt with all up to a number.
   *
   * @param number see {@link Data#number()}
   */
  record Ack(long stream, long number) implements Frame {}

  /** What a data frame carries. */
  sealed interface Body {
    /** A message as the sender's kernel made it. */
    final class Live implements Body {
      private final byte[] message;

      Live(byte[] message) {
        this.message = message;
      }

      byte[] message() {
        return message;
      }
    }

    /**
     * Asks for what the asker does not have.
     *
     * @param request by which the answers are known
     * @param digest of what the asker has in the scope
     */
    record Compare(long request, Scope scope, Digest digest) implements Body {}

    /** Entries that the asker lacks, or may have otherwise, as a sync message. */
    final class Part implements Body {
      private final long request;
      private final byte[] message;

      Part(long request, byte[] message) {
        this.request = request;
        this.message = message;
      }

      long request() {
        return request;
      }

      byte[] message() {
        return message;
      }
    }

    /**
     * All parts were sent.
     *
     * @param total entries in the scope that the sender has
     * @param complete whether the sender could read its table to the end
     */
    record End(long request, long total, boolean complete) implements Body {}
  }
}
