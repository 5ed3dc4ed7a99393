package org.lvsdirector.healthcheck.file;

import java.nio.file.Path;
import org.lvsdirector.healthcheck.Probe;

/**
 * Reads the first line of a file, which says what an agent would (see {@link
 * org.lvsdirector.healthcheck.agent.AgentWords}). A file that is not there is a failure, one that
 * cannot be read says nothing.
 */
public record FileProbe(Path path) implements Probe {
  @Override
  public boolean overTcp() {
    return false;
  }

  @Override
  public boolean needsPort() {
    return false;
  }
}
