package org.lvsdirector.config.yaml;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The text of a configuration file, to be changed in its services. What is not changed stays as it
 * is written, comments and all; a comment above something belongs to it, and one below the last of
 * a list to what follows. Services and servers are told by their places, from 0. An immutable
 * value.
 *
 * <p>Whoever changes a text reads the result: the ways of YAML are many, and what was hit may be
 * something else where anchors or several lines are in play.
 */
public final class ServicesText {
  private static final String SERVICES = "services";
  private static final String SERVERS = "servers";

  private final Lines lines;
  private final Tree.Pairs root;

  private ServicesText(Lines lines, Tree.Pairs root) {
    this.lines = lines;
    this.root = root;
  }

  /**
   * A text that can be read as a configuration.
   *
   * @throws NotEditableException when it is none
   */
  public static ServicesText of(String text) {
    Complaints complaints = new Complaints();
    return YamlText.read(text.getBytes(StandardCharsets.UTF_8), complaints)
        .map(root -> new ServicesText(new Lines(text), root.pairs()))
        .orElseThrow(() -> new NotEditableException("it is no YAML"));
  }

  /** As it is now. */
  public String text() {
    return lines.text();
  }

  /** With one more service at the end, written as a section in brackets. */
  public ServicesText withService(String section) {
    return added(root, lines.count(), SERVICES, section);
  }

  /** Without a service. */
  public ServicesText withoutService(int service) {
    return without(root, SERVICES, service);
  }

  /** With one more server at the end, written as a section in brackets. */
  public ServicesText withServer(int service, String section) {
    List<Tree> all = items(root, SERVICES).all();
    int behind = service + 1 < all.size() ? all.get(service + 1).line() : lines.count();
    return added(service(service), behind, SERVERS, section);
  }

  /** Without a server. */
  public ServicesText withoutServer(int service, int server) {
    return without(service(service), SERVERS, server);
  }

  /** With another value of a server's key, written as in brackets. */
  public ServicesText withServerKey(int service, int server, String key, String value) {
    Tree.Pairs pairs = section(items(service(service), SERVERS).all().get(server));
    Optional<Tree.Pair> known = pair(pairs, key);
    if (known.isPresent()) {
      int begin = lines.offset(known.get().value());
      boolean inline = known.get().value() instanceof Tree.Leaf || isBracketed(begin);
      require(inline, "the value of " + key + " takes several lines");
      return of(lines.with(begin, lines.end(begin), value));
    }
    int begin = lines.offset(pairs);
    if (isBracketed(begin)) {
      int end = lines.closing(begin);
      return of(lines.with(end, end, ", " + key + ": " + value));
    }
    Tree.Pair first = pairs.all().get(0);
    require(first.value().line() == first.key().line(), "a server begins with several lines");
    String line = " ".repeat(pairs.column()) + key + ": " + value;
    return of(lines.withLine(first.key().line() + 1, line));
  }

  private Tree.Pairs service(int number) {
    return section(items(root, SERVICES).all().get(number));
  }

  private static Tree.Pairs section(Tree tree) {
    require(tree instanceof Tree.Pairs, "something is written without its key");
    return (Tree.Pairs) tree;
  }

  private static Tree.Items items(Tree.Pairs owner, String key) {
    Tree value = pair(owner, key).map(Tree.Pair::value).orElse(null);
    require(value instanceof Tree.Items, key + " is no list");
    return (Tree.Items) value;
  }

  private static Optional<Tree.Pair> pair(Tree.Pairs owner, String key) {
    return owner.all().stream().filter(it -> it.isNamed(key)).findFirst();
  }

  private boolean isBracketed(int begin) {
    return lines.at(begin) == '[' || lines.at(begin) == '{';
  }

  /** The owner's lines end before {@code behind}. */
  private ServicesText added(Tree.Pairs owner, int behind, String key, String section) {
    Optional<Tree.Pair> known = pair(owner, key);
    if (known.isEmpty()) {
      return ofKey(owner, behind, key, section);
    }
    if (known.get().value() instanceof Tree.Items items) {
      int begin = lines.offset(items);
      if (lines.at(begin) == '[') {
        int end = lines.closing(begin);
        String comma = items.all().isEmpty() ? "" : ", ";
        return of(lines.with(end, end, comma + section));
      }
      int last = items.all().get(items.all().size() - 1).line();
      int end = lines.lastContent(last, lines.behind(last, items.column()));
      return of(lines.withLine(end + 1, " ".repeat(items.column()) + "- " + section));
    }
    require(known.get().value().isNull(), key + " is no list");
    int colon = lines.text().indexOf(':', lines.offset(known.get().key()));
    int end = lines.end(lines.offset(known.get().value()));
    return of(lines.with(colon + 1, Math.max(colon + 1, end), " [" + section + "]"));
  }

  private ServicesText ofKey(Tree.Pairs owner, int behind, String key, String section) {
    int begin = lines.offset(owner);
    if (isBracketed(begin)) {
      int end = lines.closing(begin);
      return of(lines.with(end, end, ", " + key + ": [" + section + "]"));
    }
    int last =
        lines.lastContent(
            owner.line(), Math.min(behind, lines.behind(owner.line(), owner.column() - 1)));
    String indent = " ".repeat(owner.column());
    String list = indent + key + ":" + lines.lineBreak() + indent + "  - " + section;
    return of(lines.withLine(last + 1, list));
  }

  private ServicesText without(Tree.Pairs owner, String key, int number) {
    Tree.Items items = items(owner, key);
    Tree item = items.all().get(number);
    int begin = lines.offset(items);
    if (lines.at(begin) == '[') {
      return withoutBracketed(items, number);
    }
    int first = dash(items, item);
    int behind =
        number + 1 < items.all().size()
            ? dash(items, items.all().get(number + 1))
            : lines.behind(item.line(), items.column());
    int last = lines.lastContent(item.line(), behind);
    if (items.all().size() > 1) {
      return of(lines.withoutLines(first, last + 1));
    }
    int colon = lines.text().indexOf(':', lines.offset(pair(owner, key).orElseThrow().key()));
    String rest = lines.with(lines.start(first), lines.start(last + 1), "");
    return of(rest.substring(0, colon + 1) + " []" + rest.substring(colon + 1));
  }

  private ServicesText withoutBracketed(Tree.Items items, int number) {
    int begin = lines.offset(items.all().get(number));
    int end = lines.end(begin);
    if (number + 1 < items.all().size()) {
      return of(lines.with(begin, lines.offset(items.all().get(number + 1)), ""));
    }
    int from = number == 0 ? begin : lines.end(lines.offset(items.all().get(number - 1)));
    return of(lines.with(from, end, ""));
  }

  /** The line of the dash before an item. */
  private int dash(Tree.Items items, Tree item) {
    int line = item.line();
    while (line > items.line()
        && (lines.indent(line) != items.column()
            || lines.at(lines.start(line) + items.column()) != '-')) {
      line--;
    }
    require(lines.indent(line) == items.column(), "a list begins within a line");
    return line;
  }

  private static void require(boolean usual, String why) {
    if (!usual) {
      throw new NotEditableException(why);
    }
  }
}
