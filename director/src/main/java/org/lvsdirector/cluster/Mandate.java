package org.lvsdirector.cluster;

import java.util.Optional;
import org.lvsdirector.model.Epoch;

/**
 * A decision about one VIP group.
 *
 * @param holder who shall hold the group; empty = nobody, because nobody can
 * @param from the living previous holder that hands over: it lets go once the new holder reports
 *     that it holds; empty = whoever else holds the group lets go at once
 * @param manual whether an operator asked for this holder, who then stays also against preemption
 */
public record Mandate(
    Epoch epoch, String group, Optional<String> holder, Optional<String> from, boolean manual) {

  /** Whether this node is the holder. */
  public boolean names(String node) {
    return holder.filter(node::equals).isPresent();
  }

  @Override
  public String toString() {
    return group
        + " → "
        + holder.orElse("nobody")
        + " (epoch "
        + epoch
        + from.map(node -> ", from " + node).orElse("")
        + (manual ? ", manual)" : ")");
  }
}
