package org.lvsdirector.healthcheck;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.lvsdirector.healthcheck.reactor.Alarm;
import org.lvsdirector.healthcheck.reactor.Connection;
import org.lvsdirector.healthcheck.reactor.ConnectionListener;
import org.lvsdirector.healthcheck.reactor.Connector;
import org.lvsdirector.healthcheck.reactor.Route;
import org.lvsdirector.healthcheck.reactor.Ticker;

/**
 * One idle connection to a server that is up. When the server ends it, another is opened at once:
 * where that is refused, the process is gone, and each refusal counts as a failed probe; where it
 * is accepted, the server goes on (it has reloaded, or rests of clients bore it) and is probed.
 */
final class Sentinel {
  /** Between the first refusals; it doubles. A gap that is shorter takes nobody out. */
  private static final Duration REFUSAL_GAP = Duration.ofMillis(10);

  /** How long after the end refusals are sought that closely. */
  private static final Duration PROVING = Duration.ofSeconds(2);

  private static final Duration SHORT_REST = Duration.ofSeconds(5);
  private static final Duration LACK_REST = Duration.ofMinutes(1);
  private static final Duration LONG_REST = Duration.ofHours(1);
  private static final int DOUBLINGS = 4;

  /** Idle connections with which no probe succeeded, in a row, until the server is left alone. */
  private static final int MOST_BLAMED = 2;

  /** Whoever sends that much unasked is no server to be idle with. */
  private static final int MOST_HEARD = 65536;

  private final Ticker ticker;
  private final Connector connector;
  private final SentinelBudget budget;
  private final Route route;
  private final Set<Pulse> pulses = new LinkedHashSet<>();
  private final Alarm next;
  private SentinelStatus status = new SentinelStatus(SentinelStatus.State.LACKING, "");
  private Temper temper = Temper.UNKNOWN;
  private Line held;
  private Line dialed;
  private boolean resting;
  private boolean proving;
  private long endedAt;
  private Duration endedAge = Duration.ZERO;
  private int refusals;
  private int dislikes;
  private int blamed;

  Sentinel(Ticker ticker, Connector connector, SentinelBudget budget, Route route) {
    this.ticker = ticker;
    this.connector = connector;
    this.budget = budget;
    this.route = route;
    next = ticker.alarm(this::next);
  }

  void serve(Pulse pulse) {
    pulses.add(pulse);
    pulse.show(status);
    look();
  }

  /** Serves a pulse no longer; gives whether it still serves others. */
  boolean leave(Pulse pulse) {
    pulses.remove(pulse);
    if (pulses.isEmpty()) {
      release();
      next.clear();
      resting = true;
    }
    return !pulses.isEmpty();
  }

  /** Something has become known of the server: one that is up gets its connection. */
  void look() {
    if (held != null && !proving) {
      judge();
    }
    if (held == null && dialed == null && !resting && !proving && anyUp() && !anyDoubted()) {
      dial();
    }
  }

  /**
   * A connection with which probes fail is let go: whoever serves one client at a time is held up
   * by one who is idle, and must not be taken for dead because of it.
   */
  private void judge() {
    if (!anyDoubted()) {
      held.proven = true;
      blamed = 0;
      return;
    }
    blamed += held.proven ? 0 : 1;
    release();
    next.clear();
    if (blamed >= MOST_BLAMED) {
      blamed = 0;
      dislike("checks fail while one is held");
    } else {
      show(SentinelStatus.State.LACKING, "let go while checks fail");
    }
  }

  /** Gives its connection back for lack of descriptors. */
  void relieve() {
    if (held != null && !proving) {
      release();
      rest(LACK_REST, "given up for lack of file descriptors");
    }
  }

  private void next() {
    resting = false;
    if (held != null || proving) {
      dial();
    } else {
      look();
    }
  }

  private void dial() {
    if (!budget.take()) {
      rest(LACK_REST, "as many idle connections are held as this process may: " + budget.most());
      return;
    }
    Line line = new Line();
    try {
      line.connection = connector.connect(route.kept(keeping()), line);
      dialed = line;
      line.limit.set(ticker.nanos() + patience().toNanos());
    } catch (IOException e) {
      budget.give();
      missed(e);
    }
  }

  private void stands(Line line) {
    dialed = null;
    Line old = held;
    held = line;
    if (old != null) {
      old.close();
    }
    if (proving) {
      proving = false;
      temper = temper.with(new Temper.Ending(ticker.nanos(), endedAge));
      pulses.forEach(Pulse::probeNow);
    }
    Optional<String> dislike = temper.dislike();
    if (dislike.isPresent()) {
      dislike(dislike.get());
      return;
    }
    show(SentinelStatus.State.HELD, "");
    temper.renewal().ifPresent(age -> next.set(line.since + age.toNanos()));
  }

  private void ended(Line line, boolean silent) {
    held = null;
    next.clear();
    if (dialed != null) {
      // Its replacement is under way and takes over.
      return;
    }
    show(SentinelStatus.State.LACKING, "");
    if (silent) {
      pulses.forEach(Pulse::probeNow);
      rest(SHORT_REST, "the server did not answer on the idle connection");
      return;
    }
    proving = true;
    refusals = 0;
    endedAt = ticker.nanos();
    endedAge = Duration.ofNanos(endedAt - line.since);
    // Behind the others that end in the same moment, so that the thread sees to more than these.
    ticker.later(this::prove);
  }

  private void prove() {
    if (proving && dialed == null) {
      dial();
    }
  }

  private void missed(IOException cause) {
    dialed = null;
    if (held != null) {
      // The old one is as good as it was; the next renewal is tried when it ends.
      return;
    }
    if (!proving) {
      rest(SHORT_REST, "could not be opened: " + Causes.text(cause));
      return;
    }
    if (!refused(cause)) {
      proving = false;
      pulses.forEach(Pulse::probeNow);
      rest(SHORT_REST, "could not be opened: " + Causes.text(cause));
      return;
    }
    refusals++;
    long now = ticker.nanos();
    ProbeResult result = refusal(Duration.ofNanos(now - endedAt));
    pulses.forEach(pulse -> pulse.judge(result));
    if (now - endedAt < PROVING.toNanos()) {
      next.set(now + gap().toNanos());
    } else {
      proving = false;
      rest(SHORT_REST, "could not be opened: " + Causes.text(cause));
    }
  }

  private ProbeResult refusal(Duration since) {
    return ProbeResult.failed(
        Watch.name(route.target())
            + " ended the idle connection after "
            + endedAge.toSeconds()
            + " s and refused "
            + refusals
            + " new one(s) within "
            + since.toMillis()
            + " ms",
        since);
  }

  private Duration gap() {
    Duration doubled = REFUSAL_GAP.multipliedBy(1L << Math.min(refusals - 1, 10));
    Duration most = shortest(pulse -> pulse.pace().uncertain());
    return doubled.compareTo(most) < 0 ? doubled : most;
  }

  private void dislike(String why) {
    release();
    temper = Temper.UNKNOWN;
    resting = true;
    next.set(
        ticker.nanos() + LONG_REST.multipliedBy(1L << Math.min(dislikes++, DOUBLINGS)).toNanos());
    show(SentinelStatus.State.DISLIKED, why);
  }

  private void rest(Duration time, String why) {
    resting = true;
    next.set(ticker.nanos() + time.toNanos());
    show(SentinelStatus.State.LACKING, why);
  }

  private void release() {
    proving = false;
    if (held != null) {
      held.close();
      held = null;
    }
    if (dialed != null) {
      dialed.close();
      dialed = null;
    }
  }

  private void show(SentinelStatus.State state, String text) {
    status = new SentinelStatus(state, text);
    pulses.forEach(pulse -> pulse.show(status));
  }

  private boolean anyUp() {
    return pulses.stream().anyMatch(Pulse::anyUp);
  }

  private boolean anyDoubted() {
    return pulses.stream().anyMatch(Pulse::anyDoubted);
  }

  private static boolean refused(IOException cause) {
    String text = Causes.text(cause);
    return (cause instanceof ConnectException && text.equals("connection refused"))
        || text.equals("connection reset by the server");
  }

  private Route.Keeping keeping() {
    Duration half = shortest(pulse -> pulse.pace().interval()).dividedBy(2);
    Duration idle = half.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : half;
    return new Route.Keeping(idle, idle.plusMillis(500));
  }

  private Duration patience() {
    return shortest(pulse -> pulse.patient().check().timeout());
  }

  private Duration shortest(Function<Pulse, Duration> of) {
    return pulses.stream().map(of).min(Comparator.naturalOrder()).orElseThrow();
  }

  /** One connection, or the attempt at it. */
  private final class Line implements ConnectionListener {
    private final Alarm limit = ticker.alarm(this::late);
    private Connection connection;
    private long since;
    private int heard;

    /** Whether a probe has succeeded beside it. */
    private boolean proven;

    @Override
    public void connected() {
      limit.clear();
      since = ticker.nanos();
      stands(this);
    }

    @Override
    public void failed(IOException cause) {
      limit.clear();
      budget.give();
      if (this == held) {
        ended(this, Causes.text(cause).contains("timed out"));
      } else {
        missed(cause);
      }
    }

    @Override
    public void closed() {
      budget.give();
      if (this == held) {
        ended(this, false);
      }
    }

    @Override
    public void heard(int bytes) {
      heard += bytes;
      temper = temper.greeting();
      if (heard > MOST_HEARD) {
        dislike("the server sends without being asked");
      }
    }

    private void late() {
      close();
      missed(new IOException("no answer"));
    }

    void close() {
      limit.clear();
      connection.close();
      budget.give();
    }
  }
}
