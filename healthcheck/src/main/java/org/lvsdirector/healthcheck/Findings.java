package org.lvsdirector.healthcheck;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a probe has learned beside whether the server works.
 *
 * @param weight what the server shall have; empty = no wish
 * @param certificateDays whole days until its certificate expires, negative once it has; empty
 *     where there is none
 */
public record Findings(Optional<Weight> weight, OptionalInt certificateDays) {
  /** Nothing. */
  public static final Findings NONE = new Findings(Optional.empty(), OptionalInt.empty());

  /** The same with a weight. */
  public Findings withWeight(Weight wish) {
    return new Findings(Optional.of(wish), certificateDays);
  }

  /** The same with a certificate's days. */
  public Findings withCertificateDays(int days) {
    return new Findings(weight, OptionalInt.of(days));
  }
}
