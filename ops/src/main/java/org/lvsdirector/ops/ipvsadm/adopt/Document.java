package org.lvsdirector.ops.ipvsadm.adopt;

import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lvsdirector.config.yaml.YamlText;
import org.lvsdirector.ops.ipvsadm.adopt.Spots.Span;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML text that is known to be a sound configuration. Each edit gives the text that comes of it,
 * in the style of what stands there; all other characters stay.
 */
final class Document {
  private static final String END_OF_LINE = "\\s*(#.*)?";

  private final String text;
  private final Spots spots;
  private final MappingNode root;

  private Document(String text, MappingNode root) {
    this.text = text;
    this.spots = new Spots(text);
    this.root = root;
  }

  static Document of(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(YamlText.LIMIT);
    options.setMaxAliasesForCollections(Integer.MAX_VALUE);
    // The configuration's reader has no ends of things, between which a text could be changed.
    return new Document(text, (MappingNode) new Yaml(options).compose(new StringReader(text)));
  }

  MappingNode root() {
    return root;
  }

  /** An item of the list under a key. */
  MappingNode item(MappingNode owner, String key, int index) throws NotAdopted {
    SequenceNode list = list(owner, key).orElseThrow();
    if (list.getValue().get(index) instanceof MappingNode item) {
      Spots.requireNoAnchor(item);
      return item;
    }
    throw Spots.byHand(list, "holds no sections");
  }

  /** Gives a key a value, or removes it where that is empty. */
  String set(MappingNode section, String key, Optional<String> value) throws NotAdopted {
    int index = index(section, key);
    if (index < 0) {
      return value.isPresent() ? add(section, key, value.get()) : text;
    }
    if (value.isEmpty()) {
      return without(section, index);
    }
    Node old = section.getValue().get(index).getValueNode();
    if (Spots.isBlock(old)) {
      throw Spots.byHand(old, "holds " + key + " on lines of its own");
    }
    Span span = spots.of(old);
    return replaced(span.start(), span.end(), value.get());
  }

  private String add(MappingNode section, String key, String value) throws NotAdopted {
    List<NodeTuple> pairs = section.getValue();
    String pair = key + ": " + value;
    if (!Spots.isBlock(section)) {
      return inserted(spots.of(pairs.get(pairs.size() - 1)).end(), ", " + pair);
    }
    // Among the short keys rather than behind a long list.
    NodeTuple last =
        pairs.stream()
            .filter(it -> it.getValueNode() instanceof ScalarNode)
            .reduce((a, b) -> b)
            .orElse(pairs.get(pairs.size() - 1));
    int at = spots.lineEnd(spots.of(last).end());
    return inserted(at, spots.eol() + indent(section) + pair);
  }

  /**
   * Adds an item to the list under a key, where there is none yet with the key.
   *
   * @param brief whether the first item of a list goes into braces; the others are as the last one
   */
  String append(MappingNode owner, String key, Map<String, String> item, boolean brief)
      throws NotAdopted {
    Optional<SequenceNode> list = list(owner, key);
    if (list.isPresent() && !list.get().getValue().isEmpty()) {
      return append(list.get(), item);
    }
    if (!Spots.isBlock(owner)) {
      String items = "[" + braces(item) + "]";
      return list.isPresent() ? set(owner, key, Optional.of(items)) : add(owner, key, items);
    }
    String margin = indent(owner);
    String lines = item(margin + "  ", item, brief);
    if (list.isEmpty()) {
      int at = spots.lineEnd(spots.of(owner).end());
      return inserted(at, spots.eol() + margin + key + ":" + lines);
    }
    // The empty brackets go, the comment behind them stays.
    Span brackets = spots.of(list.get());
    int colon = text.lastIndexOf(':', brackets.start()) + 1;
    int end = spots.lineEnd(brackets.end());
    return text.substring(0, colon)
        + text.substring(brackets.end(), end)
        + lines
        + text.substring(end);
  }

  private String append(SequenceNode list, Map<String, String> item) throws NotAdopted {
    Node last = list.getValue().get(list.getValue().size() - 1);
    int end = spots.of(last).end();
    if (Spots.isBlock(list)) {
      int at = spots.lineEnd(end);
      return inserted(at, item(indent(list), item, !Spots.isBlock(last)));
    }
    if (spots.before(spots.of(last).start()).isBlank()) {
      // One item a line; a comment behind the last belongs to that one.
      String margin = spots.eol() + indent(last);
      String behind = spots.behind(end);
      if (behind.matches("\\s*,?" + END_OF_LINE)) {
        boolean comma = behind.stripLeading().startsWith(",");
        String marked = inserted(spots.lineEnd(end), margin + braces(item) + (comma ? "," : ""));
        return comma ? marked : marked.substring(0, end) + "," + marked.substring(end);
      }
      return inserted(end, "," + margin + braces(item));
    }
    return inserted(end, ", " + braces(item));
  }

  /** Removes an item of the list under a key; of its last one the list stays, empty. */
  String remove(MappingNode owner, String key, int index) throws NotAdopted {
    SequenceNode list = list(owner, key).orElseThrow();
    if (list.getValue().size() > 1 || !Spots.isBlock(list)) {
      return without(list, index);
    }
    String rest = without(list, index);
    int colon =
        text.indexOf(':', spots.of(owner.getValue().get(index(owner, key)).getKeyNode()).end());
    return rest.substring(0, colon + 1) + " []" + rest.substring(colon + 1);
  }

  private String without(CollectionNode<?> collection, int index) throws NotAdopted {
    List<Span> parts = spots.parts(collection);
    Span gone = parts.get(index);
    boolean block = Spots.isBlock(collection);
    String dash = block && collection instanceof SequenceNode ? "-\\s+" : "";
    if (spots.before(gone.start()).matches("\\s*" + dash)
        && spots.behind(gone.end()).matches((block ? "" : "\\s*,?") + END_OF_LINE)) {
      return replaced(spots.lineStart(gone.start()), spots.nextLine(gone.end()), "");
    }
    if (block) {
      throw Spots.byHand(collection, "begins something that shares its line with others");
    }
    int from = index > 0 && index == parts.size() - 1 ? parts.get(index - 1).end() : gone.start();
    int to = index < parts.size() - 1 ? parts.get(index + 1).start() : gone.end();
    if (text.substring(from, gone.start()).contains("#")
        || text.substring(gone.end(), to).contains("#")) {
      throw Spots.byHand(collection, "begins something with comments in between");
    }
    return replaced(from, to, "");
  }

  private static Optional<SequenceNode> list(MappingNode owner, String key) throws NotAdopted {
    int index = index(owner, key);
    if (index < 0) {
      return Optional.empty();
    }
    SequenceNode list = (SequenceNode) owner.getValue().get(index).getValueNode();
    Spots.requireNoAnchor(list);
    return Optional.of(list);
  }

  private static int index(MappingNode section, String key) {
    for (int i = 0; i < section.getValue().size(); i++) {
      if (section.getValue().get(i).getKeyNode() instanceof ScalarNode it
          && it.getValue().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  private String item(String margin, Map<String, String> keys, boolean brief) {
    if (brief) {
      return spots.eol() + margin + "- " + braces(keys);
    }
    String start = spots.eol() + margin;
    return keys.entrySet().stream()
        .map(it -> it.getKey() + ": " + it.getValue())
        .collect(Collectors.joining(start + "  ", start + "- ", ""));
  }

  private static String braces(Map<String, String> keys) {
    return keys.entrySet().stream()
        .map(it -> it.getKey() + ": " + it.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String indent(Node node) {
    return " ".repeat(node.getStartMark().getColumn());
  }

  private String inserted(int at, String more) {
    return replaced(at, at, more);
  }

  private String replaced(int from, int to, String by) {
    return text.substring(0, from) + by + text.substring(to);
  }
}
