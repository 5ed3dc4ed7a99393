package org.lvsdirector.ops.ipvsadm.adopt;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Where the nodes of a YAML text begin and end in it. */
record Spots(String text) {
  /**
   * A stretch of the text.
   *
   * @param start of its first character
   * @param end behind its last
   */
  record Span(int start, int end) {}

  /** Refuses what is written here by a name for it, as the same text stands for other places. */
  static void requireNoAnchor(Node node) throws NotAdopted {
    if (node.getAnchor() != null) {
      throw byHand(node, "uses the anchor &" + node.getAnchor());
    }
  }

  static NotAdopted byHand(Node node, String why) {
    return new NotAdopted(
        "line %d %s, which can not be edited safely; change it by hand"
            .formatted(node.getStartMark().getLine() + 1, why));
  }

  static boolean isBlock(Node node) {
    return node instanceof CollectionNode<?> it && it.getFlowStyle() == FlowStyle.BLOCK;
  }

  Span of(Node node) throws NotAdopted {
    requireNoAnchor(node);
    int start = offset(node.getStartMark());
    int end = offset(node.getEndMark());
    // The parser ends a block where the next thing begins, behind comments and empty lines.
    if (isBlock(node) && node instanceof SequenceNode list) {
      end = of(list.getValue().get(list.getValue().size() - 1)).end;
    } else if (isBlock(node) && node instanceof MappingNode map) {
      end = of(map.getValue().get(map.getValue().size() - 1)).end;
    }
    while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return new Span(start, end);
  }

  Span of(NodeTuple pair) throws NotAdopted {
    Span key = of(pair.getKeyNode());
    return new Span(key.start, Math.max(key.end, of(pair.getValueNode()).end));
  }

  /** What a list or section is made of. */
  List<Span> parts(Node collection) throws NotAdopted {
    List<Span> parts = new ArrayList<>();
    if (collection instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        parts.add(of(item));
      }
    } else if (collection instanceof MappingNode map) {
      for (NodeTuple pair : map.getValue()) {
        parts.add(of(pair));
      }
    }
    return parts;
  }

  /** Marks count code points. */
  private int offset(Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }

  int lineStart(int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }

  /** Where the line ends, in front of what ends it. */
  int lineEnd(int at) {
    int end = text.indexOf('\n', at);
    if (end < 0) {
      return text.length();
    }
    return end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  int nextLine(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end + 1;
  }

  /** What stands in front of a place on its line. */
  String before(int at) {
    return text.substring(lineStart(at), at);
  }

  /** What stands behind a place on its line. */
  String behind(int at) {
    return text.substring(at, lineEnd(at));
  }

  String eol() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }
}
