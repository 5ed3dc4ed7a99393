package org.lvsdirector.config.yaml;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Names of keys as they are written in the file and shown in messages. */
final class Names {
  private static final int LISTED = 20;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1,60}");

  private Names() {}

  /** A key for use in a path: as written where it is a plain word, else quoted. */
  static String shown(String name) {
    return PLAIN.matcher(name).matches() ? name : Words.quote(name);
  }

  static String unknown(String name, List<String> known) {
    if (name.equals("<<")) {
      return "merging with << is not supported; use defaults:";
    }
    return Words.nearest(name, known)
        .map(near -> "unknown key; did you mean " + near + "?")
        .orElse("unknown key; here may stand " + String.join(", ", known));
  }

  static String list(Collection<String> names) {
    List<String> shown = names.stream().limit(LISTED).map(Names::shown).toList();
    return String.join(", ", shown) + (names.size() > LISTED ? ", …" : "");
  }

  /** A section whose keys are free: the first of each name, complaining about the rest. */
  static <E> Map<String, E> entries(
      Reading reading, Tree.Pairs map, Trail path, BiFunction<Tree, Trail, E> entry) {
    Map<String, E> entries = new LinkedHashMap<>();
    map.all()
        .forEach(
            pair -> {
              if (!(pair.key() instanceof Tree.Leaf key)) {
                reading.spot(pair.key(), path).fault("a key must be a single word");
                return;
              }
              Trail inner = path.to(key.value());
              E made = entry.apply(pair.value(), inner);
              if (entries.putIfAbsent(key.value(), made) != null) {
                reading.spot(key, inner).fault("this node is given twice");
              }
            });
    return entries;
  }
}
