package org.lvsdirector.ops.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.ConfigReader;
import org.lvsdirector.ops.command.CommandFailure;

/**
 * The configuration file of a node. All calls block.
 *
 * @param nodeName the node's name where the file has none; null = the host's name
 */
record NodeFile(Path path, String nodeName) {
  /** The file at a path. */
  static NodeFile of(Path path, String nodeName) {
    return new NodeFile(path.toAbsolutePath().normalize(), nodeName);
  }

  /** Reads it as it is now; every fault is in the failure. */
  Config readOrRefuse() throws CommandFailure {
    try {
      return read();
    } catch (ConfigException refused) {
      throw CommandFailure.refused(refused);
    }
  }

  /** Reads it as it is now. */
  Config read() throws ConfigException {
    return nodeName == null ? ConfigReader.read(path) : ConfigReader.read(path, nodeName);
  }

  /** Reads it again; gives {@code last} itself where not a byte has changed since. */
  Config readAgain(Config last) throws ConfigException {
    return ConfigReader.readAgain(path, nodeName == null ? last.node() : nodeName, last);
  }

  /** Reads a text as if it stood in the file. */
  Config parse(String text, String thisNode) throws ConfigException {
    return ConfigReader.parse(path, text, thisNode);
  }

  /** The file's text. */
  String text() throws IOException {
    return Files.readString(path);
  }
}
