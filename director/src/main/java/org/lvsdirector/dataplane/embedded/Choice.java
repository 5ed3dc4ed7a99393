package org.lvsdirector.dataplane.embedded;

import java.util.Optional;
import org.lvsdirector.model.Endpoint;

/** A scheduler's answer, with the state for the next question. */
record Choice(Optional<Endpoint> server, Cursor cursor) {
  static Choice of(Load load, Cursor cursor) {
    return new Choice(Optional.of(load.endpoint()), cursor);
  }

  static Choice none(Cursor cursor) {
    return new Choice(Optional.empty(), cursor);
  }
}
