package org.lvsdirector.cluster.membership;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.stack.Protocol;
import org.jgroups.util.MessageBatch;

/** Sits above the transport and notes when each node was last heard, member or not. */
final class Hearing extends Protocol {
  private final Runnable outsider;
  private final Map<Address, Long> heard = new ConcurrentHashMap<>();
  private volatile List<Address> members = List.of();

  /**
   * For one channel.
   *
   * @param outsider run when a node is heard that is not in the view
   */
  Hearing(Runnable outsider) {
    this.outsider = outsider;
  }

  /** Milliseconds since a node was last heard; empty if it never was. */
  OptionalLong silence(Address node) {
    Long last = heard.get(node);
    return last == null
        ? OptionalLong.empty()
        : OptionalLong.of(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - last));
  }

  /** Forgets all but these. */
  void retain(List<Address> nodes) {
    heard.keySet().retainAll(nodes);
  }

  @Override
  public Object down(Event event) {
    if (event.getType() == Event.VIEW_CHANGE) {
      members = event.<View>getArg().getMembers();
    }
    return super.down(event);
  }

  @Override
  public Object up(Message message) {
    note(message.getSrc());
    return super.up(message);
  }

  @Override
  public void up(MessageBatch batch) {
    note(batch.sender());
    super.up(batch);
  }

  private void note(Address sender) {
    if (sender == null || sender.equals(getAddress())) {
      return;
    }
    heard.put(sender, System.nanoTime());
    if (!members.isEmpty() && !members.contains(sender)) {
      outsider.run();
    }
  }
}
