package org.lvsdirector.address;

import java.time.Duration;
import java.util.Optional;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.VipGroup;

/**
 * Where one VIP group stands.
 *
 * @param group as configured when it was last looked at
 * @param epoch it was taken in
 * @param refreshedNanos start of the last renewal of the leases
 * @param announcing progress of the announcements
 * @param restored how often an address had to be put back since the group was taken
 * @param trouble null when the last try went well
 */
record GroupState(
    VipGroup group,
    Phase phase,
    Epoch epoch,
    long refreshedNanos,
    Announcing announcing,
    int restored,
    Trouble trouble) {
  private static final Duration LONGEST_REFRESH = Duration.ofSeconds(1);

  /** The life of a group's addresses on this node. */
  enum Phase {
    /** Not ours, and nothing of it is on the interface. */
    FREE,
    /** To be held, but not all of it is in place and announced. */
    TAKING,
    HELD,
    /** To be let go, but a removal failed. */
    RELEASING
  }

  static GroupState free(VipGroup group) {
    return new GroupState(group, Phase.FREE, Epoch.NONE, 0, null, 0, null);
  }

  /** Taken, with renewal and announcement on their way. */
  GroupState taken(Epoch newEpoch, long now) {
    return new GroupState(group, Phase.HELD, newEpoch, now, Announcing.start(now), 0, trouble);
  }

  GroupState released() {
    return new GroupState(group, Phase.FREE, Epoch.NONE, 0, null, 0, trouble);
  }

  GroupState in(Phase newPhase) {
    return new GroupState(group, newPhase, epoch, refreshedNanos, announcing, restored, trouble);
  }

  GroupState of(VipGroup newGroup) {
    return new GroupState(newGroup, phase, epoch, refreshedNanos, announcing, restored, trouble);
  }

  GroupState with(Trouble newTrouble) {
    return new GroupState(group, phase, epoch, refreshedNanos, announcing, restored, newTrouble);
  }

  GroupState refreshed(long now) {
    return new GroupState(group, phase, epoch, now, announcing, restored, trouble);
  }

  GroupState announced(Announcing newAnnouncing) {
    return new GroupState(group, phase, epoch, refreshedNanos, newAnnouncing, restored, trouble);
  }

  GroupState confirmed(Epoch newEpoch, long now) {
    return new GroupState(
        group, phase, newEpoch, refreshedNanos, Announcing.start(now), restored, trouble);
  }

  GroupState restored(int more, long now) {
    return new GroupState(
        group, phase, epoch, refreshedNanos, Announcing.start(now), restored + more, trouble);
  }

  /** Renewal at a fifth of the lease: four may fail before an address expires. */
  Duration refreshInterval() {
    Duration fifth = group.lease().dividedBy(5);
    return fifth.compareTo(LONGEST_REFRESH) < 0 ? fifth : LONGEST_REFRESH;
  }

  /** How long the addresses stay that nobody renews from now on; empty where they are not held. */
  Optional<Duration> leaseLeft(long now) {
    Duration left = group.lease().minusNanos(now - refreshedNanos);
    return phase == Phase.HELD
        ? Optional.of(left.isNegative() ? Duration.ZERO : left)
        : Optional.empty();
  }

  boolean refreshDue(long now) {
    return now - refreshedNanos >= refreshInterval().toNanos();
  }
}
