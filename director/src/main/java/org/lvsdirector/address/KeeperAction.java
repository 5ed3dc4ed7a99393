package org.lvsdirector.address;

import java.time.Duration;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.VipPlace;

/** One thing to do, decided by {@link KeeperDecision} and done in order by {@link KeeperHands}. */
sealed interface KeeperAction {

  /** A write to the address table; when it fails, its group's later notices are not given. */
  sealed interface Write extends KeeperAction {
    String group();
  }

  /** Something to be told; names the group it is about. */
  sealed interface Notice extends KeeperAction {
    String subject();
  }

  /** Install or renew an address. */
  record Hold(String group, VipPlace place, Duration lease) implements Write {}

  /** Remove an address. */
  record Drop(String group, VipPlace place) implements Write {}

  /** Tell the segment. */
  record Announce(String group, VipPlace place) implements Write {}

  /** An event for people. */
  record Report(String kind, String subject, String text) implements Notice {}

  /** All addresses of the group are in place and announced. */
  record Held(String subject, Epoch epoch) implements Notice {}

  /** No address of the group is in place any more. */
  record Dropped(String subject) implements Notice {}

  /** The process did not run for a while; what was known before is worth nothing. */
  record Paused(String subject, Duration gap, int generation) implements Notice {}

  /** The group can not be held here. */
  record Failed(String subject, String reason) implements Notice {}

  /** The group may be tried here again. */
  record Recovered(String subject) implements Notice {}

  /** The interfaces of the group changed what they can do. */
  record InterfaceChanged(String subject, InterfaceState state) implements Notice {}
}
