package org.lvsdirector.config.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A section as it stands in the file. Whatever is wrong is complained about and reading goes on, so
 * that one run finds everything; a value that was wrong reads as if it were absent.
 */
public final class Mapping {
  private record Entry(Tree value, Trail path) {}

  private final Reading reading;
  private final Tree node;
  private final Trail path;
  // Looked through from the start: there are few, and there may be thousands of sections.
  private final List<Tree.Pair> pairs;
  private final Optional<Mapping> base;
  private Set<String> unsound = Set.of();

  private Mapping(
      Reading reading, Tree node, Trail path, List<Tree.Pair> pairs, Optional<Mapping> base) {
    this.reading = reading;
    this.node = node;
    this.path = path;
    this.pairs = pairs;
    this.base = base;
  }

  /** The file's outermost section. */
  public static Mapping root(Reading reading, Outermost file, Section section) {
    return read(reading, file.pairs(), Trail.TOP, section);
  }

  private static Mapping read(Reading reading, Tree.Pairs node, Trail path, Section section) {
    reading.step();
    List<Tree.Pair> pairs = new ArrayList<>(node.all().size());
    for (Tree.Pair pair : node.all()) {
      if (!(pair.key() instanceof Tree.Leaf key)) {
        reading.spot(pair.key(), path).fault("a key must be a single word");
        continue;
      }
      String name = key.value();
      Tree.Pair first = find(pairs, name);
      if (!section.has(name)) {
        reading.spot(key, path.to(name)).fault(Names.unknown(name, section.names()));
      } else if (first != null) {
        reading
            .spot(key, path.to(name))
            .fault("this key is given twice, first on line " + (first.key().line() + 1));
      } else {
        pairs.add(pair);
      }
    }
    return new Mapping(reading, node, path, pairs, Optional.empty());
  }

  private static Tree.Pair find(List<Tree.Pair> pairs, String name) {
    for (int i = 0; i < pairs.size(); i++) {
      if (pairs.get(i).isNamed(name)) {
        return pairs.get(i);
      }
    }
    return null;
  }

  /** Null where the key is not given. */
  private Entry entry(Key<?> key) {
    Tree.Pair pair = find(pairs, key.name());
    if (pair != null) {
      // A value that stands for a whole section of one key stands where the section does.
      return new Entry(pair.value(), pair.value() == node ? path : path.to(key.name()));
    }
    return base.isPresent() ? base.get().entry(key) : null;
  }

  /** This section with what it leaves out taken from another. */
  public Mapping over(Mapping other) {
    return new Mapping(reading, node, path, pairs, Optional.of(other));
  }

  /** A section at the same place with nothing in it. */
  public Mapping empty() {
    return new Mapping(reading, node, path, List.of(), Optional.empty());
  }

  /** Whether the key is given, rightly or wrongly. */
  public boolean has(Key<?> key) {
    return entry(key) != null;
  }

  /** Whether the key's value is a section from node name to value. */
  public boolean isSplit(Key<?> key) {
    Entry entry = entry(key);
    return entry != null && key.isPerNode() && entry.value instanceof Tree.Pairs;
  }

  /** Whether none of the keys was found wrong so far: only then does comparing them make sense. */
  public boolean sound(Key<?>... keys) {
    for (Key<?> key : keys) {
      if (unsound.contains(key.name())) {
        return false;
      }
    }
    return true;
  }

  /** The file that it stands in. */
  public Source source() {
    return reading.source();
  }

  /** Where the section begins. */
  public Spot spot() {
    return reading.spot(node, path);
  }

  /** Where the key's value stands; where it is absent, the section's beginning. */
  public Spot spot(Key<?> key) {
    Entry entry = entry(key);
    return entry != null
        ? reading.spot(entry.value, entry.path)
        : reading.spot(node, path.to(key.name()));
  }

  /** The value given, if there is one and it is right. */
  public <T> Optional<T> find(Key<T> key) {
    Entry entry = entry(key);
    if (entry == null) {
      return Optional.empty();
    }
    Entry chosen = key.isPerNode() ? ofThisNode(entry) : entry;
    Optional<T> value = chosen == null ? Optional.empty() : scalar(key, chosen);
    if (value.isEmpty()) {
      unsound(key);
    }
    return value;
  }

  /** The value given or else the default. */
  public <T> T get(Key<T> key) {
    Optional<T> given = find(key);
    return given.isPresent() ? given.get() : key.fallback().orElseThrow();
  }

  /** The value given; complains where there is none. */
  public <T> Optional<T> require(Key<T> key) {
    Optional<T> given = find(key);
    if (given.isEmpty() && !has(key)) {
      unsound(key);
      spot(key).fault("is required: " + key.kind().description());
    }
    return given;
  }

  /** The values of a list, or a single value without brackets; where absent, the default. */
  public <T> List<Item<T>> items(Key<T> key) {
    Entry entry = entry(key);
    List<Item<T>> items = new ArrayList<>();
    if (entry == null) {
      key.fallback().ifPresent(value -> items.add(new Item<>(value, spot(key))));
    } else if (entry.value instanceof Tree.Items list) {
      int index = 0;
      for (Tree each : list.all()) {
        reading.step();
        Entry element = new Entry(each, entry.path.at(index++));
        scalar(key, element).ifPresent(value -> items.add(item(value, element)));
      }
      if (items.size() < index) {
        unsound(key);
      }
    } else {
      find(key).ifPresent(value -> items.add(item(value, entry)));
    }
    return items;
  }

  /** The text, where the key holds a single word instead of a section. */
  public Optional<String> word(Key<?> key) {
    Entry entry = entry(key);
    return entry != null && entry.value instanceof Tree.Leaf leaf && !leaf.isNull()
        ? Optional.of(leaf.value())
        : Optional.empty();
  }

  /** The section under a key. */
  public Optional<Mapping> section(Key<Void> key, Section section) {
    Entry entry = entry(key);
    return entry == null ? Optional.empty() : section(key, section, entry, key.kind().name());
  }

  /** The list of sections under a key. */
  public List<Mapping> sections(Key<Void> key, Section section) {
    List<Mapping> sections = new ArrayList<>();
    Entry entry = entry(key);
    if (entry == null) {
      return sections;
    }
    if (!(entry.value instanceof Tree.Items list)) {
      wrongShape(key, entry, key.kind().name());
      return sections;
    }
    int index = 0;
    for (Tree each : list.all()) {
      Entry element = new Entry(each, entry.path.at(index++));
      section(key, section, element, "a section of keys").ifPresent(sections::add);
    }
    return sections;
  }

  /**
   * The list of sections under a key, or a single one without brackets; a scalar in the place of a
   * section is short for one that has only the key {@code brief}.
   */
  public List<Mapping> sections(Key<?> key, Section section, Key<?> brief) {
    Entry entry = entry(key);
    List<Entry> elements = new ArrayList<>();
    if (entry != null && entry.value instanceof Tree.Items list) {
      for (Tree each : list.all()) {
        elements.add(new Entry(each, entry.path.at(elements.size())));
      }
    } else if (entry != null) {
      elements.add(entry);
    }
    List<Mapping> sections = new ArrayList<>();
    for (Entry each : elements) {
      if (each.value instanceof Tree.Leaf leaf && !leaf.isNull()) {
        reading.step();
        List<Tree.Pair> only = List.of(Tree.Pair.of(brief.name(), each.value));
        sections.add(new Mapping(reading, each.value, each.path, only, Optional.empty()));
      } else {
        section(key, section, each, key.kind().description()).ifPresent(sections::add);
      }
    }
    return sections;
  }

  private Optional<Mapping> section(Key<?> key, Section section, Entry entry, String wanted) {
    if (entry.value instanceof Tree.Pairs mapping) {
      return Optional.of(read(reading, mapping, entry.path, section));
    }
    wrongShape(key, entry, wanted);
    return Optional.empty();
  }

  private void wrongShape(Key<?> key, Entry entry, String wanted) {
    unsound(key);
    Spot spot = reading.spot(entry.value, entry.path);
    if (entry.value.isNull()) {
      spot.fault("has no value; give it one or remove the key");
    } else {
      String written = entry.value instanceof Tree.Leaf it ? Words.quote(it.value()) : "this";
      spot.fault(written + " does not belong here; write " + wanted);
    }
  }

  private void unsound(Key<?> key) {
    if (unsound.isEmpty()) {
      unsound = new HashSet<>();
    }
    unsound.add(key.name());
  }

  /** Null, with a complaint, where there is nothing for this node. */
  private Entry ofThisNode(Entry entry) {
    if (!(entry.value instanceof Tree.Pairs map)) {
      return entry;
    }
    Map<String, Entry> nodes = Names.entries(reading, map, entry.path, Entry::new);
    Entry chosen = nodes.getOrDefault(reading.node(), nodes.get("default"));
    if (chosen == null) {
      reading
          .spot(map, entry.path)
          .fault(
              "has nothing for this node, "
                  + reading.node()
                  + ", and no default; it names "
                  + Names.list(nodes.keySet()));
    }
    return chosen;
  }

  private <T> Optional<T> scalar(Key<T> key, Entry entry) {
    if (!(entry.value instanceof Tree.Leaf leaf) || leaf.isNull()) {
      wrongShape(key, entry, key.kind().description());
      return Optional.empty();
    }
    if (leaf.foreignTag() != null) {
      reading
          .spot(leaf, entry.path)
          .fault("the tag " + Words.quote(leaf.foreignTag()) + " means nothing here");
      return Optional.empty();
    }
    try {
      return Optional.of(key.kind().parser().parse(leaf.value()));
    } catch (Refusal refusal) {
      reading.spot(leaf, entry.path).fault(refusal.getMessage());
      return Optional.empty();
    }
  }

  private <T> Item<T> item(T value, Entry entry) {
    return new Item<>(value, reading.spot(entry.value, entry.path));
  }
}
