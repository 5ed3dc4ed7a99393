package org.lvsdirector.web;

import io.vertx.core.MultiMap;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.lvsdirector.ServerRow;
import org.lvsdirector.ServiceRow;
import org.lvsdirector.traffic.Load;

/**
 * Which services are asked for, in which order, and how much of them.
 *
 * @param names only those; empty = whichever
 * @param search a part of a name, an address or a check's text, in lower case; empty = whatever
 * @param state of a service, or {@code troubled}: all that are not well; empty = whichever
 * @param group name of a VIP group; empty = whichever
 * @param sort name, state, or a counter; empty = as configured
 * @param limit 0 = all
 */
record RowQuery(
    Set<String> names,
    String search,
    String state,
    String group,
    String sort,
    int offset,
    int limit,
    boolean servers) {
  private static final int MOST_NAMES = 200;
  private static final int LARGEST_PAGE = 10_000;
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
  private static final List<String> WORST_FIRST =
      List.of("fault", "down", "sorry", "degraded", "up");
  private static final List<String> STATES =
      Stream.concat(WORST_FIRST.stream(), Stream.of("troubled")).toList();
  private static final Map<String, Comparator<ServiceRow>> ORDERS =
      Map.of(
          "name", Comparator.comparing(ServiceRow::name),
          "state", Comparator.comparingInt(row -> WORST_FIRST.indexOf(row.state())),
          "cps", most(Load::cps),
          "inBps", most(Load::inBps),
          "outBps", most(Load::outBps),
          "active", most(Load::active));

  /**
   * Reads a query's parameters.
   *
   * @throws BadRequest naming the one that makes no sense
   */
  static RowQuery of(MultiMap words) {
    Set<String> names = new LinkedHashSet<>(words.getAll("name"));
    if (names.size() > MOST_NAMES) {
      throw new BadRequest("name", "No more than " + MOST_NAMES + " names at once.");
    }
    return new RowQuery(
        names,
        text(words, "search").toLowerCase(Locale.ROOT),
        word(words, "state", STATES),
        text(words, "group"),
        word(words, "sort", ORDERS.keySet().stream().sorted().toList()),
        number(words, "offset", Integer.MAX_VALUE),
        number(words, "limit", LARGEST_PAGE),
        !word(words, "servers", List.of("true", "false")).equals("false"));
  }

  private static String text(MultiMap words, String key) {
    return Optional.ofNullable(words.get(key)).orElse("");
  }

  private static String word(MultiMap words, String key, List<String> known) {
    String word = text(words, key);
    if (!word.isEmpty() && !known.contains(word)) {
      throw new BadRequest(key, key + " must be one of " + String.join(", ", known) + ".");
    }
    return word;
  }

  private static int number(MultiMap words, String key, int most) {
    String text = text(words, key);
    if (text.isEmpty()) {
      return 0;
    }
    if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > most) {
      throw new BadRequest(key, key + " must be a number from 0 to " + most + ".");
    }
    return Integer.parseInt(text);
  }

  private static Comparator<ServiceRow> most(ToDoubleFunction<Load> value) {
    return Comparator.comparingDouble((ServiceRow row) -> value.applyAsDouble(row.load()))
        .reversed();
  }

  /** Whether all rows have to be looked at to know which are meant. */
  boolean looksAtAll() {
    return !(search.isEmpty() && state.isEmpty() && group.isEmpty() && sort.isEmpty());
  }

  /** Whether no service is meant that is well. */
  boolean wantsTroubled() {
    return !state.isEmpty() && !state.equals("up");
  }

  /** Whether the order depends on what others count. */
  boolean sortsByCounter() {
    return !sort.isEmpty() && !sort.equals("name") && !sort.equals("state");
  }

  /** The rows that are meant, in order, all pages of them. */
  List<ServiceRow> choose(List<ServiceRow> rows) {
    Stream<ServiceRow> chosen = rows.stream().filter(this::matches);
    return (sort.isEmpty() ? chosen : chosen.sorted(ORDERS.get(sort))).toList();
  }

  /** The part of a list that is asked for. */
  <T> List<T> page(List<T> all) {
    int from = Math.min(offset, all.size());
    int to = limit == 0 ? all.size() : (int) Math.min((long) from + limit, all.size());
    return all.subList(from, to);
  }

  private boolean matches(ServiceRow row) {
    return (names.isEmpty() || names.contains(row.name()))
        && (group.isEmpty() || group.equals(row.group()))
        && (state.isEmpty()
            || (state.equals("troubled") ? troubled(row) : state.equals(row.state())))
        && (search.isEmpty() || found(row));
  }

  static boolean troubled(ServiceRow row) {
    return !row.state().equals("up") || !row.servers().stream().allMatch(ServerRow::serves);
  }

  private boolean found(ServiceRow row) {
    return has(row.name())
        || has(row.key())
        || row.servers().stream().anyMatch(it -> has(it.address()) || has(it.lastCheck()));
  }

  private boolean has(String text) {
    return text.toLowerCase(Locale.ROOT).contains(search);
  }
}
