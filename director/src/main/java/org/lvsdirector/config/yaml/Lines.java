package org.lvsdirector.config.yaml;

import java.util.Arrays;

/** A YAML text by lines, and where things in it end. Offsets are those of the text's chars. */
final class Lines {
  private static final String CLOSING = "]}";

  private final String text;
  private final int[] starts;

  Lines(String text) {
    this.text = text;
    int[] found = new int[16];
    int count = 1;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (count == found.length) {
        found = Arrays.copyOf(found, 2 * count);
      }
      found[count++] = at + 1;
    }
    this.starts = Arrays.copyOf(found, count);
  }

  String text() {
    return text;
  }

  int count() {
    return starts.length;
  }

  /** Where a line begins; behind the last: where the text ends. */
  int start(int line) {
    return line < starts.length ? starts[line] : text.length();
  }

  /** Where something begins; its column counts code points, as the parser's do. */
  int offset(Tree tree) {
    return text.offsetByCodePoints(start(tree.line()), tree.column());
  }

  char at(int offset) {
    return offset < text.length() ? text.charAt(offset) : '\n';
  }

  /** How many spaces a line begins with. */
  int indent(int line) {
    int at = start(line);
    while (at(at) == ' ') {
      at++;
    }
    return at - start(line);
  }

  /** Whether there is more than a comment in a line. */
  boolean hasContent(int line) {
    char first = at(start(line) + indent(line));
    return first != '\n' && first != '\r' && first != '#';
  }

  /** The last line with content from one line on and before another. */
  int lastContent(int from, int before) {
    int line = before - 1;
    while (line > from && !hasContent(line)) {
      line--;
    }
    return line;
  }

  /** The first line behind a block that begins in a line and is indented by more than so much. */
  int behind(int from, int indent) {
    int line = from + 1;
    while (line < count() && (!hasContent(line) || indent(line) > indent)) {
      line++;
    }
    return line;
  }

  /** What a list or section in brackets ends with. */
  int closing(int opening) {
    int depth = 0;
    for (int at = opening; at < text.length(); at++) {
      char one = text.charAt(at);
      if (one == '"' || one == '\'') {
        at = quoteEnd(at) - 1;
      } else if (one == '#' && Character.isWhitespace(text.charAt(at - 1))) {
        at = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
      } else if (one == '[' || one == '{') {
        depth++;
      } else if (CLOSING.indexOf(one) >= 0 && --depth == 0) {
        return at;
      }
    }
    throw new NotEditableException("a bracket is not closed");
  }

  /** Behind a value that stands in brackets or is a single word or quotation. */
  int end(int begin) {
    return switch (at(begin)) {
      case '[', '{' -> closing(begin) + 1;
      case '"', '\'' -> quoteEnd(begin);
      case '|', '>', '&', '*', '!' ->
          throw new NotEditableException("a value is written with " + at(begin));
      default -> wordEnd(begin);
    };
  }

  private int quoteEnd(int begin) {
    char quote = at(begin);
    for (int at = begin + 1; at < text.length(); at++) {
      if (quote == '"' && text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == quote) {
        if (quote == '"' || at(at + 1) != quote) {
          return at + 1;
        }
        at++;
      }
    }
    throw new NotEditableException("a quotation does not end");
  }

  private int wordEnd(int begin) {
    int last = begin;
    for (int at = begin; at(at) != '\n' && at(at) != ',' && CLOSING.indexOf(at(at)) < 0; at++) {
      if (at(at) == '#' && at > begin && at(at - 1) == ' ') {
        break;
      }
      if (!Character.isWhitespace(at(at))) {
        last = at + 1;
      }
    }
    return last;
  }

  /** What ends the lines of this text. */
  String lineBreak() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  /** The text with something else in place of a part. */
  String with(int from, int to, String other) {
    return text.substring(0, from) + other + text.substring(to);
  }

  /** The text with another line before one. */
  String withLine(int line, String other) {
    int at = start(line);
    boolean unended = at == text.length() && !text.isEmpty() && !text.endsWith("\n");
    return with(at, at, (unended ? lineBreak() : "") + other + lineBreak());
  }

  /** The text without some lines. */
  String withoutLines(int from, int to) {
    return with(start(from), start(to), "");
  }
}
