package org.lvsdirector.config.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** From a file's bytes to its tree; what is wrong with the text itself is found here. */
public final class YamlText {
  /** The largest file that is read, in bytes. */
  public static final int LIMIT = 16 << 20;

  private static final char REPLACEMENT = '\ufffd';
  private static final String MARK = "\ufeff";
  private static final String SAMPLE = "\"cluster:\" or \"services:\"";

  private YamlText() {}

  /** The one document of a file, which must be made of keys and values. */
  public static Optional<Outermost> read(byte[] bytes, Complaints complaints) {
    Optional<Tree> root = PlainReader.read(bytes);
    if (root.isEmpty()) {
      root = decode(bytes, complaints).flatMap(text -> tree(text, complaints));
      if (!complaints.isEmpty()) {
        return Optional.empty();
      }
    }
    return outermost(root, complaints);
  }

  /** Decodes UTF-8; complains with the place of the first byte that is none. */
  private static Optional<String> decode(byte[] bytes, Complaints complaints) {
    String whole = new String(bytes, StandardCharsets.UTF_8);
    Optional<String> text =
        whole.indexOf(REPLACEMENT) < 0 ? Optional.of(whole) : decodeStrictly(bytes, complaints);
    return text.map(it -> it.startsWith(MARK) ? it.substring(1) : it);
  }

  /** Slower, and knows the place of what is wrong. */
  private static Optional<String> decodeStrictly(byte[] bytes, Complaints complaints) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int value = in.get(in.position()) & 0xff;
      complainAt(
          text,
          text.length(),
          String.format("byte 0x%02x is not UTF-8; save the file in that encoding", value),
          complaints);
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static Optional<Outermost> outermost(Optional<Tree> root, Complaints complaints) {
    if (root.isEmpty() || root.get().isNull()) {
      complaints.add(0, 0, "", "the file is empty; it needs keys such as " + SAMPLE);
      return Optional.empty();
    }
    if (root.get() instanceof Tree.Pairs pairs) {
      return Optional.of(new Outermost(pairs));
    }
    Spot.of(complaints, root.get(), Trail.TOP)
        .fault("the file must be made of keys and values, such as " + SAMPLE);
    return Optional.empty();
  }

  private static Optional<Tree> tree(String text, Complaints complaints) {
    try {
      return TreeReader.read(text, LIMIT);
    } catch (MarkedYAMLException e) {
      Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
      String context = e.getContext() == null ? "" : " (" + e.getContext() + ")";
      complaints.add(
          mark == null ? 0 : mark.getLine() + 1,
          mark == null ? 0 : mark.getColumn() + 1,
          "",
          "this is not YAML: " + Words.harmless(e.getProblem() + context));
    } catch (ReaderException e) {
      int index = text.offsetByCodePoints(0, Math.min(e.getPosition(), count(text)));
      String character = String.format("U+%04X", e.getCodePoint());
      complainAt(text, index, "character " + character + " is not allowed in YAML", complaints);
    } catch (YAMLException | IllegalArgumentException e) {
      // Escapes beyond Unicode and limits of size and depth come without a place.
      complaints.add(0, 0, "", "this is not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private static int count(String text) {
    return text.codePointCount(0, text.length());
  }

  private static void complainAt(String text, int index, String message, Complaints complaints) {
    String before = text.substring(0, index);
    int lineStart = before.lastIndexOf('\n') + 1;
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    complaints.add(line, 1 + before.codePointCount(lineStart, index), "", message);
  }
}
