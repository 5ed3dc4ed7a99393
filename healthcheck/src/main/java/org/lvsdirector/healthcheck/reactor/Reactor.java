package org.lvsdirector.healthcheck.reactor;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread. It polls sockets, lets alarms go off and runs tasks in turns, so that none of the
 * three waits long for the others.
 */
public final class Reactor implements Ticker, Connector, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Reactor.class);

  /** Alarms that go off before sockets are polled again; a few milliseconds of work at most. */
  private static final int ALARMS_A_TURN = 64;

  /** How long tasks are run before sockets are polled again. */
  private static final long TASKS_A_TURN = TimeUnit.MILLISECONDS.toNanos(2);

  private static final int SCRATCH = 4096;

  private final boolean epoll;
  private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH);
  private final Wheel wheel = new Wheel(System.nanoTime());
  private final Thread thread;
  private final ManualIoEventLoop loop;
  private volatile boolean closing;

  /** Starts the thread, a daemon, under a name. */
  public Reactor(String name) {
    this(name, Epoll.isAvailable());
  }

  Reactor(String name, boolean epoll) {
    this.epoll = epoll;
    IoHandlerFactory polling = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    thread = new Thread(this::turn, name);
    thread.setDaemon(true);
    loop = new ManualIoEventLoop(thread, polling);
    thread.start();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public void run(Runnable task) {
    if (Thread.currentThread() == thread) {
      task.run();
    } else {
      later(task);
    }
  }

  @Override
  public void later(Runnable task) {
    loop.execute(task);
  }

  @Override
  public Alarm alarm(Runnable task) {
    return new WheelAlarm(wheel, task);
  }

  @Override
  public Connection connect(Route route, ConnectionListener listener) throws IOException {
    return epoll
        ? EpollConnection.open(loop, route, listener, scratch)
        : NioConnection.open(loop, route, listener, scratch);
  }

  /** Ends the thread, soon; connections that are open then are closed. */
  @Override
  public void close() {
    closing = true;
    loop.wakeup();
  }

  private void turn() {
    while (!closing) {
      try {
        long idle = ring();
        loop.run(idle, TASKS_A_TURN);
      } catch (RuntimeException | Error e) {
        log.error("A turn of the thread {} failed; it goes on", thread.getName(), e);
      }
    }
    Future<?> ended = loop.shutdownGracefully(0, 0, TimeUnit.NANOSECONDS);
    while (!ended.isDone()) {
      loop.runNow();
    }
  }

  /** Lets alarms go off; gives how long to wait for sockets then, as the loop wants to be told. */
  private long ring() {
    for (int i = 0; i < ALARMS_A_TURN; i++) {
      WheelAlarm alarm = wheel.due(System.nanoTime());
      if (alarm == null) {
        long idle = wheel.idle(System.nanoTime());
        // To the loop, zero is for ever and less is not at all.
        return idle == Long.MAX_VALUE ? 0 : idle == 0 ? -1 : idle;
      }
      alarm.task.run();
    }
    return -1;
  }
}
