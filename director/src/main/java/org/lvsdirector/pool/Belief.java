package org.lvsdirector.pool;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.healthcheck.HealthState;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.PoolPolicy;

/**
 * How far checks are believed. With too few servers alive it is likelier that something is wrong
 * between here and the servers, and what the rest would have to carry could kill it, too.
 *
 * @param panic whether none is taken out
 * @param wards with the health that counts
 * @param spared those who serve although their checks fail
 */
record Belief(boolean panic, List<Ward> wards, Set<Endpoint> spared) {
  private static final int WHOLE = 100;

  static Belief of(List<Ward> wards, PoolPolicy policy) {
    List<Ward> down = wards.stream().filter(Ward::down).toList();
    if (down.isEmpty()) {
      return new Belief(false, wards, Set.of());
    }
    long wanted = wards.stream().filter(Ward::wanted).count();
    boolean panic = (wanted - down.size()) * WHOLE < wanted * policy.panic();
    long most = panic ? 0 : Math.max(1, wanted * policy.maxEject() / WHOLE);
    Set<Endpoint> spared =
        down.stream()
            .sorted(
                Comparator.comparingLong((Ward ward) -> ward.state().since())
                    .thenComparing(ward -> ward.server().endpoint()))
            .skip(most)
            .map(ward -> ward.server().endpoint())
            .collect(Collectors.toSet());
    return new Belief(
        panic,
        wards.stream()
            .map(
                ward ->
                    spared.contains(ward.server().endpoint()) ? ward.with(HealthState.UP) : ward)
            .toList(),
        spared);
  }
}
