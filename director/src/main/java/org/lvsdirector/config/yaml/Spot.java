package org.lvsdirector.config.yaml;

import org.yaml.snakeyaml.nodes.Node;

/**
 * A place in the file that something can be said about.
 *
 * @param line from 1
 * @param column from 1
 * @param path of the key
 */
public record Spot(Complaints complaints, int line, int column, String path) {
  static Spot of(Complaints complaints, Node node, String path) {
    return new Spot(
        complaints, node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1, path);
  }

  /** Says that something is wrong here. */
  public void fault(String message) {
    complaints.add(line, column, path, message);
  }
}
