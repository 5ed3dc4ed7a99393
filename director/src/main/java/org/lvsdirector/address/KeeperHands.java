package org.lvsdirector.address;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.lvsdirector.address.AddressKeeper.Listener;
import org.lvsdirector.address.KeeperAction.Announce;
import org.lvsdirector.address.KeeperAction.Drop;
import org.lvsdirector.address.KeeperAction.Dropped;
import org.lvsdirector.address.KeeperAction.Failed;
import org.lvsdirector.address.KeeperAction.Held;
import org.lvsdirector.address.KeeperAction.Hold;
import org.lvsdirector.address.KeeperAction.InterfaceChanged;
import org.lvsdirector.address.KeeperAction.Notice;
import org.lvsdirector.address.KeeperAction.Paused;
import org.lvsdirector.address.KeeperAction.Recovered;
import org.lvsdirector.address.KeeperAction.Report;
import org.lvsdirector.address.KeeperAction.Write;
import org.lvsdirector.address.KeeperOutcome.Failure;
import org.lvsdirector.address.KeeperOutcome.Verb;
import org.lvsdirector.model.EventSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what was decided: writes to the table, tells those who want to know. */
final class KeeperHands {
  private static final Logger log = LoggerFactory.getLogger(KeeperHands.class);

  private final AddressTable table;
  private final EventSink events;
  private final Listener listener;

  KeeperHands(AddressTable table, EventSink events, Listener listener) {
    this.table = table;
    this.events = events;
    this.listener = listener;
  }

  /**
   * Does the actions in order. A group that failed, or is not allowed any more, gets no notice.
   *
   * @param allowed asked right before each write that claims an address; a removal is always
   *     allowed
   */
  KeeperOutcome execute(
      List<KeeperAction> actions, Map<String, Failure> looked, Predicate<String> allowed) {
    Map<String, Failure> failures = new HashMap<>(looked);
    Set<String> silenced = new HashSet<>();
    Set<String> renewed = new HashSet<>();
    Set<String> withheld = new HashSet<>();
    for (KeeperAction action : actions) {
      if (action instanceof Write write) {
        String group = write.group();
        if (!(write instanceof Drop) && !allowed.test(group)) {
          withheld.add(group);
          silenced.add(group);
          continue;
        }
        Failure failure = write(write);
        if (failure != null) {
          silenced.add(group);
          failures.putIfAbsent(group, failure);
        } else if (write instanceof Hold) {
          renewed.add(group);
        }
      } else if (action instanceof Notice notice && !silenced.contains(notice.subject())) {
        tellSafely(notice);
      }
    }
    return new KeeperOutcome(failures, renewed, withheld);
  }

  private Failure write(Write write) {
    Verb verb = Verb.HOLD;
    try {
      if (write instanceof Hold hold) {
        table.hold(hold.place().interfaceName(), hold.place().vip(), hold.lease());
      } else if (write instanceof Drop drop) {
        verb = Verb.DROP;
        table.drop(drop.place().interfaceName(), drop.place().vip());
      } else if (write instanceof Announce announce) {
        verb = Verb.ANNOUNCE;
        table.announce(announce.place().interfaceName(), announce.place().vip());
      }
      return null;
    } catch (IOException | RuntimeException refused) {
      return new Failure(verb, words(refused));
    }
  }

  private void tellSafely(Notice notice) {
    try {
      tell(notice);
    } catch (RuntimeException broken) {
      // A listener's fault must not keep an address from being renewed or removed.
      log.error("nobody took the notice {}", notice, broken);
    }
  }

  private void tell(Notice notice) {
    if (notice instanceof Report report) {
      events.emit(report.kind(), report.subject(), report.text());
    } else if (notice instanceof Held held) {
      listener.onHeld(held.subject(), held.epoch());
    } else if (notice instanceof Dropped dropped) {
      listener.onDropped(dropped.subject());
    } else if (notice instanceof Paused paused) {
      listener.onPause(paused.gap(), paused.generation());
    } else if (notice instanceof Failed failed) {
      listener.onGroupFailed(failed.subject(), failed.reason());
    } else if (notice instanceof Recovered recovered) {
      listener.onGroupOk(recovered.subject());
    } else if (notice instanceof InterfaceChanged changed) {
      listener.onInterface(changed.subject(), changed.state());
    }
  }

  static String words(Exception refused) {
    return refused.getMessage() == null ? refused.toString() : refused.getMessage();
  }
}
