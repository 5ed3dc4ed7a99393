package org.lvsdirector.sync;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.lvsdirector.sync.Frame.Body;

/** Reads this kernel's table for comparisons: asks holders, and answers those who ask. */
final class TableReader {
  /** Bytes of a message of entries; a few hundred of them are on their way at once. */
  private static final int PART_BYTES = 7_000;

  /** How long a peer may leave no room for more before its question is dropped. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int PART_ENTRIES = 190;

  /** A pass over the table. */
  @FunctionalInterface
  interface Table {
    /** Visits all entries. */
    void read(ConnectionTable.Visitor visitor) throws IOException;
  }

  /** The asker takes no more. */
  private static final class GoneException extends IOException {
    private static final long serialVersionUID = 1;

    GoneException(String message) {
      super(message);
    }
  }

  private final Table table;

  TableReader(Table table) {
    this.table = table;
  }

  /** Asks a holder for what this node lacks; returns nanoseconds that reading took. */
  long ask(Peer holder, Scope scope, long request) throws IOException, InterruptedException {
    Round round = holder.begin(request);
    long began = System.nanoTime();
    Digest digest = new Digest();
    Budget budget = new Budget(began);
    try {
      table.read(
          row -> {
            budget.check(System.nanoTime());
            if (scope.includes(row.vip().address()) && Worth.keeping(row)) {
              long hash = Hashes.of(row.key(), row.server());
              digest.add(hash);
              round.own(hash);
            }
            return true;
          });
    } catch (Budget.SpentException large) {
      holder.tooLarge(large.getMessage());
      return System.nanoTime() - began;
    }
    long took = System.nanoTime() - began;
    holder.cost(took);
    if (!holder.bulk(new Body.Compare(request, scope, digest), Digest.BYTES, PATIENCE)) {
      holder.giveUp("nothing could be sent to it");
    }
    return took;
  }

  /** Answers a peer; returns nanoseconds that it took, of which waiting for room is a part. */
  long answer(Peer asker, Body.Compare question, ServiceIndex services)
      throws InterruptedException {
    long began = System.nanoTime();
    long total = 0;
    boolean complete = false;
    try {
      Digest theirs = question.digest();
      Digest ours = new Digest();
      // What they have nothing of is sent at once; for the rest the whole must be known first.
      send(asker, question, services, hash -> theirs.isEmpty(Digest.partition(hash)), ours);
      BitSet differing = theirs.differing(ours);
      if (!differing.isEmpty()) {
        send(
            asker, question, services, hash -> differing.get(Digest.partition(hash)), new Digest());
      }
      total = ours.total();
      complete = true;
    } catch (IOException unread) {
      total = 0;
    }
    asker.bulk(new Body.End(question.request(), total, complete), Long.BYTES, PATIENCE);
    return System.nanoTime() - began;
  }

  private void send(
      Peer asker, Body.Compare question, ServiceIndex services, LongPredicate wanted, Digest digest)
      throws IOException {
    List<SyncEntry> part = new ArrayList<>();
    Budget budget = new Budget(System.nanoTime());
    table.read(
        row -> {
          budget.check(System.nanoTime());
          if (question.scope().includes(row.vip().address()) && Worth.keeping(row)) {
            Optional<SyncEntry> entry = services.entry(row);
            long hash = Hashes.of(row.key(), row.server());
            if (entry.isPresent()) {
              digest.add(hash);
              if (wanted.test(hash)) {
                part.add(entry.get());
              }
            }
          }
          if (part.size() == PART_ENTRIES) {
            long full = System.nanoTime();
            flush(asker, question.request(), part);
            budget.extend(System.nanoTime() - full);
          }
          return true;
        });
    flush(asker, question.request(), part);
  }

  private void flush(Peer asker, long request, List<SyncEntry> part) throws IOException {
    try {
      for (SyncMessage message : SyncMessage.split(0, part, PART_BYTES)) {
        byte[] bytes = message.encode();
        if (!asker.bulk(new Body.Part(request, bytes), bytes.length, PATIENCE)) {
          throw new GoneException(asker.node() + " takes no more entries");
        }
      }
      part.clear();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new GoneException("this node is stopping");
    }
  }
}
