package org.lvsdirector.sync;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.lvsdirector.sync.Frame.Body;
import org.lvsdirector.sync.cache.ConnectionCache;
import org.lvsdirector.sync.message.EntryFields;
import org.lvsdirector.sync.message.Hashes;

/** Compares what nodes know of their connections: asks others, and answers those who ask. */
final class Comparer {
  /** How long a peer may leave no room for more before its question is dropped. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ConnectionCache cache;
  private final BooleanSupplier complete;

  /**
   * For a node.
   *
   * @param complete whether the cache has all that the kernel has
   */
  Comparer(ConnectionCache cache, BooleanSupplier complete) {
    this.cache = cache;
    this.complete = complete;
  }

  /** Asks another node for what this one lacks. */
  void ask(Peer other, Scope scope, long request, Round.Aim aim) throws InterruptedException {
    other.begin(request, aim);
    long began = System.nanoTime();
    Digest digest = digest(scope);
    other.cost(System.nanoTime() - began);
    if (!other.bulk(new Body.Compare(request, scope, digest), Digest.BYTES, PATIENCE)) {
      other.giveUp("nothing could be sent to it");
    }
  }

  /** Answers a peer: sends what it may lack, at the pace at which it takes it. */
  void answer(Peer asker, Body.Compare question) throws InterruptedException {
    boolean known = complete.getAsBoolean();
    Digest theirs = question.digest();
    Digest ours = digest(question.scope());
    BitSet differing = theirs.differing(ours);
    boolean sent =
        send(
            asker,
            question,
            hash ->
                theirs.isEmpty(Digest.partition(hash)) || differing.get(Digest.partition(hash)));
    Body.End end = new Body.End(question.request(), ours.total(), known && sent);
    asker.bulk(end, Long.BYTES, PATIENCE);
  }

  private Digest digest(Scope scope) {
    Digest digest = new Digest();
    LongPredicate inScope = scope.vipFilter();
    cache.walk(
        (in, at, options, left, told) -> {
          if (inScope.test(EntryFields.vip(in, at))) {
            digest.add(hash(in, at, options));
          }
          return true;
        });
    return digest;
  }

  private boolean send(Peer asker, Body.Compare question, LongPredicate wanted)
      throws InterruptedException {
    LongPredicate inScope = question.scope().vipFilter();
    Snapshot snapshot =
        new Snapshot(
            cache,
            (in, at, options, told) ->
                inScope.test(EntryFields.vip(in, at)) && wanted.test(hash(in, at, options)));
    for (Optional<byte[]> next = snapshot.next(); next.isPresent(); next = snapshot.next()) {
      Body.Part part = new Body.Part(question.request(), next.get());
      if (!asker.bulk(part, next.get().length, PATIENCE)) {
        return false;
      }
    }
    return true;
  }

  private static long hash(ByteBuffer in, int at, byte[] options) {
    long hash = Hashes.entry(in, at);
    return EntryFields.isTemplate(in, at) ? Hashes.with(hash, options) : hash;
  }
}
