package org.lvsdirector.healthcheck;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lvsdirector.healthcheck.reactor.Connection;
import org.lvsdirector.healthcheck.reactor.ConnectionListener;
import org.lvsdirector.healthcheck.reactor.Connector;
import org.lvsdirector.healthcheck.reactor.Route;

/** A server in virtual time, as seen by who connects to it and keeps the connection. */
final class FakeServer implements Connector {
  private final VirtualTicker time;
  private final List<Line> open = new ArrayList<>();

  /** How long it bears an idle connection; null = for ever. */
  Duration patience;

  boolean greets;
  boolean listens = true;
  boolean answers = true;
  boolean lacking;
  int connects;

  FakeServer(VirtualTicker time) {
    this.time = time;
  }

  @Override
  public Connection connect(Route route, ConnectionListener listener) throws IOException {
    if (lacking) {
      throw new IOException("Too many open files");
    }
    connects++;
    Line line = new Line(listener);
    if (!answers) {
      return line;
    }
    time.later(() -> answer(line));
    return line;
  }

  private void answer(Line line) {
    if (line.over) {
      return;
    }
    if (!listens) {
      line.over = true;
      line.listener.failed(new ConnectException("connect(..) failed: Connection refused"));
      return;
    }
    open.add(line);
    line.listener.connected();
    if (greets && !line.over) {
      line.listener.heard(10);
    }
    if (patience != null) {
      time.alarm(() -> end(line)).set(time.nanos() + patience.toNanos());
    }
  }

  private void end(Line line) {
    if (open.remove(line) && !line.over) {
      line.over = true;
      line.listener.closed();
    }
  }

  int held() {
    open.removeIf(line -> line.over);
    return open.size();
  }

  /** Ends all connections but goes on. */
  void reload() {
    List.copyOf(open).forEach(this::end);
  }

  /** Ends all connections and listens no more. */
  void die() {
    listens = false;
    reload();
  }

  /** Every connection is found dead by this side's kernel. */
  void vanish() {
    answers = false;
    List<Line> all = List.copyOf(open);
    open.clear();
    all.forEach(
        line -> {
          line.over = true;
          line.listener.failed(new IOException("readAddress(..) failed: Connection timed out"));
        });
  }

  private static final class Line implements Connection {
    private final ConnectionListener listener;
    private boolean over;

    Line(ConnectionListener listener) {
      this.listener = listener;
    }

    @Override
    public void close() {
      over = true;
    }
  }
}
