package org.lvsdirector.config.yaml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds the tree of a file that is written plainly, as most are: sections and lists by
 * indentation, or within one line in brackets, of single words. It does in a tenth of the time what
 * {@link TreeReader} does, which for thousands of services takes longer than putting them into the
 * kernel; whatever is less plain, or wrong, it leaves to that one, which alone decides what YAML
 * is.
 */
final class PlainReader {
  private static final int MAX_DEPTH = 20;
  private static final int MAX_KEY = 128;
  private static final int SHARED_LENGTH = 16;
  private static final int SHARED = 1024;

  private final byte[] text;
  private final String[] shared = new String[SHARED];

  /** Where the current line begins, counted from 0; with its number. */
  private int lineStart;

  private int line = -1;
  private int at;

  /** Where the current line's content begins; -1 behind the last. */
  private int indent;

  private PlainReader(byte[] text) {
    this.text = text;
  }

  /** Something that this reader does not know. */
  private static final class Unusual extends Exception {
    private static final long serialVersionUID = 1L;

    Unusual() {
      super(null, null, false, false);
    }
  }

  /** The tree of a text; empty for one that is not plain. */
  static Optional<Tree> read(byte[] text) {
    try {
      return Optional.of(new PlainReader(text).document());
    } catch (Unusual other) {
      return Optional.empty();
    }
  }

  private Tree document() throws Unusual {
    nextLine(0);
    Tree root = block(0);
    require(indent < 0);
    return root;
  }

  private static void require(boolean usual) throws Unusual {
    if (!usual) {
      throw new Unusual();
    }
  }

  /** Goes on to the next line that has content; {@code from} is where the next line begins. */
  private void nextLine(int from) throws Unusual {
    int start = from;
    while (start < text.length) {
      line++;
      int begin = start;
      while (begin < text.length && text[begin] == ' ') {
        begin++;
      }
      if (begin < text.length && text[begin] != '\n' && text[begin] != '#') {
        lineStart = start;
        at = begin;
        indent = begin - start;
        return;
      }
      start = lineEnd(begin) + 1;
    }
    at = text.length;
    indent = -1;
  }

  /** Where a line ends that holds nothing more but a comment. */
  private int lineEnd(int from) throws Unusual {
    int end = from;
    while (end < text.length && text[end] != '\n') {
      require(isPrintable(text[end]));
      end++;
    }
    return end;
  }

  private static boolean isPrintable(byte character) {
    return character >= ' ' && character <= '~';
  }

  private byte peek(int index) {
    return index < text.length ? text[index] : (byte) '\n';
  }

  private boolean isEntry() {
    return peek(at) == '-' && peek(at + 1) == ' ';
  }

  /** A section or list whose lines begin where the current one does. */
  private Tree block(int depth) throws Unusual {
    return isEntry() ? items(indent, depth) : pairs(depth);
  }

  private Tree pairs(int depth) throws Unusual {
    require(indent >= 0 && depth < MAX_DEPTH);
    int column = indent;
    int firstLine = line;
    List<Tree.Pair> pairs = new ArrayList<>(4);
    while (indent == column) {
      Tree key = key();
      pairs.add(new Tree.Pair(key, value(column, depth)));
    }
    require(indent < column);
    return new Tree.Pairs(pairs, firstLine, column);
  }

  private Tree items(int column, int depth) throws Unusual {
    require(depth < MAX_DEPTH);
    int firstLine = line;
    List<Tree> items = new ArrayList<>(4);
    while (indent == column && isEntry()) {
      skipSpaces(at + 1);
      if (keyEnd() > 0) {
        indent = at - lineStart;
        items.add(pairs(depth + 1));
      } else {
        items.add(inline(depth + 1, false));
        endLine();
      }
    }
    require(indent <= column);
    return new Tree.Items(items, firstLine, column);
  }

  /** What follows a key and its colon. */
  private Tree value(int column, int depth) throws Unusual {
    skipSpaces(at);
    if (peek(at) != '\n' && !isComment()) {
      Tree value = inline(depth + 1, false);
      endLine();
      return value;
    }
    nextLine(lineEnd(at) + 1);
    if (indent == column && isEntry()) {
      return items(column, depth + 1);
    }
    require(indent > column);
    return block(depth + 1);
  }

  private void skipSpaces(int from) {
    int next = from;
    while (next < text.length && text[next] == ' ') {
      next++;
    }
    at = next;
  }

  private boolean isComment() {
    return peek(at) == '#' && text[at - 1] == ' ';
  }

  private void endLine() throws Unusual {
    skipSpaces(at);
    require(peek(at) == '\n' || isComment());
    nextLine(lineEnd(at) + 1);
  }

  /** A key with its colon. */
  private Tree key() throws Unusual {
    int end = keyEnd();
    require(end > 0);
    Tree key = leaf(at, end);
    at = end + 1;
    return key;
  }

  /** Where the key ends that stands here; 0 where none does. */
  private int keyEnd() {
    int end = at;
    while (end < text.length && isOfKey(text[end])) {
      end++;
    }
    boolean colon = peek(end) == ':' && (peek(end + 1) == ' ' || peek(end + 1) == '\n');
    boolean usual = end > at && end - at <= MAX_KEY && isOfWord(text[at]);
    return usual && colon ? end : 0;
  }

  /** A value that stands within the line. */
  private Tree inline(int depth, boolean bracketed) throws Unusual {
    require(depth < MAX_DEPTH);
    return switch (peek(at)) {
      case '{' -> flowPairs(depth);
      case '[' -> flowItems(depth);
      case '"', '\'' -> quoted();
      default -> word(bracketed);
    };
  }

  private Tree flowPairs(int depth) throws Unusual {
    int column = at - lineStart;
    List<Tree.Pair> pairs = new ArrayList<>(4);
    skipSpaces(at + 1);
    while (peek(at) != '}') {
      Tree key = key();
      require(peek(at) == ' ');
      skipSpaces(at);
      pairs.add(new Tree.Pair(key, inline(depth + 1, true)));
      separator('}');
    }
    at++;
    return new Tree.Pairs(pairs, line, column);
  }

  private Tree flowItems(int depth) throws Unusual {
    int column = at - lineStart;
    List<Tree> items = new ArrayList<>(4);
    skipSpaces(at + 1);
    while (peek(at) != ']') {
      items.add(inline(depth + 1, true));
      separator(']');
    }
    at++;
    return new Tree.Items(items, line, column);
  }

  /** Goes to the next element, which must come behind a comma, or to the end. */
  private void separator(char end) throws Unusual {
    skipSpaces(at);
    if (peek(at) != end) {
      require(peek(at) == ',');
      skipSpaces(at + 1);
      require(peek(at) != end);
    }
  }

  /** A value in quotes, without quotes or escapes in it. */
  private Tree quoted() throws Unusual {
    int start = at;
    byte quote = text[start];
    int end = start + 1;
    while (peek(end) != quote) {
      require(isPrintable(peek(end)) && text[end] != '\\');
      end++;
    }
    byte next = peek(end + 1);
    require(next == '\n' || next == ' ' || next == ',' || next == '}' || next == ']');
    at = end + 1;
    return new Tree.Leaf(string(start + 1, end), false, null, line, start - lineStart);
  }

  /** A value without quotes. */
  private Tree word(boolean bracketed) throws Unusual {
    int start = at;
    byte first = peek(start);
    require(isOfWord(first) || first == '/' || first == '.' || first == '~');
    int end = start;
    int last = start;
    while (peek(end) != '\n' && !(bracketed && isFlow(text[end]))) {
      byte character = text[end];
      require(isPrintable(character));
      if (character == ' ') {
        if (peek(end + 1) == '#') {
          break;
        }
      } else {
        require(character != ':' || !endsKey(peek(end + 1)));
        require(character != '?' || !bracketed);
        last = end;
      }
      end++;
    }
    at = last + 1;
    return leaf(start, at);
  }

  private Tree leaf(int from, int to) {
    String value = string(from, to);
    return new Tree.Leaf(value, Tree.isNull(value), null, line, from - lineStart);
  }

  /** Keys and usual values are written thousands of times, and most often kept once. */
  private String string(int from, int to) {
    if (to - from > SHARED_LENGTH) {
      return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + text[i];
    }
    int slot = (hash ^ hash >>> 16) & (SHARED - 1);
    String known = shared[slot];
    if (known == null || !isAt(known, from, to)) {
      known = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
      shared[slot] = known;
    }
    return known;
  }

  private boolean isAt(String known, int from, int to) {
    if (known.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (known.charAt(i - from) != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean endsKey(byte character) {
    return character == ' ' || character == '\n' || isFlow(character);
  }

  private static boolean isFlow(byte character) {
    return character == ','
        || character == '{'
        || character == '}'
        || character == '['
        || character == ']';
  }

  private static boolean isOfKey(byte character) {
    return isOfWord(character) || character == '.' || character == '-';
  }

  private static boolean isOfWord(byte character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || character == '_';
  }
}
