package org.lvsdirector.healthcheck.datagram;

import java.nio.file.Path;
import java.util.List;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.secret.Secret;

/** A probe that is a question in a datagram. */
public interface DatagramProbe extends Probe {
  /** The protocol's name for people, e.g. {@code RADIUS}. */
  String title();

  /** The files of the secrets that it needs. */
  default List<Path> secretFiles() {
    return List.of();
  }

  /**
   * A new question.
   *
   * @param secrets what {@link #secretFiles} hold, in that order
   */
  Query begin(List<Secret> secrets);

  @Override
  default boolean overTcp() {
    return false;
  }
}
