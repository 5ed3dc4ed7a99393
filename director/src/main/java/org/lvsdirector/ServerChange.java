package org.lvsdirector;

import java.util.Optional;
import org.lvsdirector.cluster.OrderedDrain;
import org.lvsdirector.cluster.ServerOverride;
import org.lvsdirector.model.AdminState;
import org.lvsdirector.model.DrainOrder;
import org.lvsdirector.model.RealServer;

/**
 * What an operator wants changed of a real server.
 *
 * @param weight 0–65535; empty = stays
 * @param state empty = stays
 * @param drain how to drain it, with {@link AdminState#DRAIN} only; empty = as configured
 */
public record ServerChange(
    Optional<Integer> weight, Optional<AdminState> state, Optional<DrainOrder> drain) {
  /** Checks that the order has a state to go with. */
  public ServerChange {
    if (drain.isPresent() && !state.equals(Optional.of(AdminState.DRAIN))) {
      throw new IllegalArgumentException("an order to drain goes with the state drain only");
    }
    drain
        .flatMap(DrainOrder::contradiction)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
  }

  /** A change of the weight. */
  public static ServerChange weight(int weight) {
    return new ServerChange(Optional.of(weight), Optional.empty(), Optional.empty());
  }

  /** A change of the state; a drain is one as configured. */
  public static ServerChange state(AdminState state) {
    return new ServerChange(Optional.empty(), Optional.of(state), Optional.empty());
  }

  /** A drain of its own kind. */
  public static ServerChange drain(DrainOrder order) {
    return new ServerChange(Optional.empty(), Optional.of(AdminState.DRAIN), Optional.of(order));
  }

  /** How the server, as it is configured, is to be drained, where that is wanted. */
  Optional<DrainOrder> order(RealServer server) {
    return state.filter(AdminState.DRAIN::equals).map(drained -> drain.orElse(server.drain()));
  }

  /**
   * What holds for the server, as it is configured, with this change. The order for a drain that is
   * under way already changes nothing; another order begins anew.
   */
  ServerOverride after(ServerOverride before, RealServer server) {
    Optional<OrderedDrain> drained =
        state.isEmpty()
            ? before.drain()
            : order(server)
                .map(
                    order ->
                        before
                            .drain()
                            .filter(known -> known.order().equals(order))
                            .orElseGet(() -> OrderedDrain.of(order)));
    return new ServerOverride(
        state.or(before::state), weight.or(before::weight), drained, before.presence());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    weight.ifPresent(value -> text.append(" weight ").append(value));
    state.ifPresent(value -> text.append(" state ").append(value.label()));
    drain.ifPresent(
        order -> {
          order.deadline().ifPresent(time -> text.append(", deadline ").append(time));
          text.append(", leftovers ")
              .append(DrainOrder.label(order.leftovers()))
              .append(", then ")
              .append(DrainOrder.label(order.then()));
        });
    return text.toString().strip();
  }
}
