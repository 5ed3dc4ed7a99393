package org.lvsdirector.config.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds the tree from the parser's events. The library's own tree keeps far more of everything
 * than is asked for here, and a node with thousands of services would spend much of its start on
 * it.
 */
final class TreeReader {
  private static final int MAX_ALIASES = 20_000;
  private static final int MAX_DEPTH = 30;
  private static final int SHARED_LENGTH = 8;

  private final Parser parser;

  /** What each stands for; null while that is being read. */
  private final Map<String, Tree> anchors = new HashMap<>();

  private final Map<String, String> words = new HashMap<>();
  private int aliases;

  private TreeReader(String text, int limit) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(limit);
    this.parser = new ParserImpl(new StreamReader(text), options);
  }

  /**
   * The one document of a text, empty where there is none.
   *
   * @throws YAMLException when the text is no YAML, has several documents, or nests or repeats
   *     without reason
   */
  static Optional<Tree> read(String text, int limit) {
    return new TreeReader(text, limit).document();
  }

  private Optional<Tree> document() {
    parser.getEvent();
    if (parser.checkEvent(Event.ID.StreamEnd)) {
      return Optional.empty();
    }
    parser.getEvent();
    Tree root = node(0);
    parser.getEvent();
    if (!parser.checkEvent(Event.ID.StreamEnd)) {
      throw new Misplaced("but found another document", parser.getEvent().getStartMark());
    }
    return Optional.of(root);
  }

  private Tree node(int depth) {
    if (depth > MAX_DEPTH) {
      throw new YAMLException("Nesting Depth exceeded max " + MAX_DEPTH);
    }
    NodeEvent event = (NodeEvent) parser.getEvent();
    if (event instanceof AliasEvent alias) {
      return anchored(alias);
    }
    if (event.getAnchor() == null) {
      return content(event, depth);
    }
    anchors.put(event.getAnchor(), null);
    Tree read = content(event, depth);
    anchors.put(event.getAnchor(), read);
    return read;
  }

  private Tree content(NodeEvent event, int depth) {
    int line = event.getStartMark().getLine();
    int column = event.getStartMark().getColumn();
    if (event instanceof MappingStartEvent) {
      List<Tree.Pair> pairs = new ArrayList<>(4);
      while (!parser.checkEvent(Event.ID.MappingEnd)) {
        Tree key = node(depth + 1);
        pairs.add(new Tree.Pair(key, node(depth + 1)));
      }
      parser.getEvent();
      return new Tree.Pairs(pairs, line, column);
    }
    if (event instanceof SequenceStartEvent) {
      List<Tree> items = new ArrayList<>(4);
      while (!parser.checkEvent(Event.ID.SequenceEnd)) {
        items.add(node(depth + 1));
      }
      parser.getEvent();
      return new Tree.Items(items, line, column);
    }
    return leaf((ScalarEvent) event, line, column);
  }

  private Tree leaf(ScalarEvent event, int line, int column) {
    String tag = event.getTag();
    String value = shared(event.getValue());
    boolean free = tag == null || tag.equals("!");
    boolean isNull =
        free
            ? event.getImplicit().canOmitTagInPlainScalar() && Tree.isNull(value)
            : tag.equals(Tag.NULL.getValue());
    String foreign = free || tag.startsWith(Tag.PREFIX) ? null : tag;
    return new Tree.Leaf(value, isNull, foreign, line, column);
  }

  /** Keys and usual values are written thousands of times, and kept once. */
  private String shared(String value) {
    if (value.length() > SHARED_LENGTH) {
      return value;
    }
    String first = words.putIfAbsent(value, value);
    return first == null ? value : first;
  }

  private Tree anchored(AliasEvent alias) {
    Tree meant = anchors.get(alias.getAnchor());
    if (meant == null) {
      String problem =
          anchors.containsKey(alias.getAnchor())
              ? "found alias " + alias.getAnchor() + " within what it stands for"
              : "found undefined alias " + alias.getAnchor();
      throw new Misplaced(problem, alias.getStartMark());
    }
    if (!(meant instanceof Tree.Leaf) && ++aliases > MAX_ALIASES) {
      throw new YAMLException("more than " + MAX_ALIASES + " aliases of lists and sections");
    }
    return meant;
  }

  /** Something that YAML does not allow at this place. */
  private static final class Misplaced extends MarkedYAMLException {
    private static final long serialVersionUID = 1L;

    Misplaced(String problem, Mark mark) {
      super(null, null, problem, mark);
    }
  }
}
