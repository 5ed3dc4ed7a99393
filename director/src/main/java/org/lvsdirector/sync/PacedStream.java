package org.lvsdirector.sync;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * Rests between reads, so that reading and what is done in between takes a share of one processor.
 * What counts is the thread's own time: on a busy machine it would rest much too long otherwise.
 */
final class PacedStream extends FilterInputStream {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long SHORTEST_REST = 2_000_000;

  private final double share;
  private long awake = spent();
  private long worked;
  private long all;

  /**
   * Begins now.
   *
   * @param share above 0, up to 1
   */
  PacedStream(InputStream in, double share) {
    super(in);
    this.share = share;
  }

  @Override
  public int read(byte[] to, int at, int length) throws IOException {
    int read = super.read(to, at, length);
    long spent = spent() - awake;
    worked += spent;
    all += spent;
    long rest = (long) (worked * (1 / share - 1));
    if (rest >= SHORTEST_REST) {
      worked = 0;
      try {
        TimeUnit.NANOSECONDS.sleep(rest);
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("this node is stopping");
      }
    }
    awake = spent();
    return read;
  }

  /** What the calling thread has used of a processor, its system calls included. */
  private static long spent() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** What it took of a processor, in nanoseconds. */
  long worked() {
    return all;
  }
}
