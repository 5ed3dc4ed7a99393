package org.lvsdirector;

import java.time.Duration;
import org.lvsdirector.address.AddressKeeper;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.model.Epoch;

/** Hands what the keeper of the addresses tells over to the node's context. */
record KeeperEars(Director director) implements AddressKeeper.Listener {
  @Override
  public void onHeld(String group, Epoch epoch) {
    director.run(() -> director.onStanding(standing -> standing.withHeld(group, epoch)));
  }

  @Override
  public void onDropped(String group) {
    director.run(() -> director.onStanding(standing -> standing.withoutHeld(group)));
  }

  @Override
  public void onPause(Duration gap, int newGeneration) {
    director.run(() -> director.onPause(newGeneration));
  }

  @Override
  public void onGroupFailed(String group, String reason) {
    director.run(() -> director.onStanding(standing -> standing.withFailure(group, reason)));
  }

  @Override
  public void onGroupOk(String group) {
    director.run(() -> director.onStanding(standing -> standing.withoutFailure(group)));
  }

  @Override
  public void onInterface(String group, InterfaceState state) {
    director.run(() -> director.onStanding(standing -> standing.withInterface(group, state)));
  }
}
