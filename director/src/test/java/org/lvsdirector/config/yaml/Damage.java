package org.lvsdirector.config.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What may happen to a text.
 *
 * @param snippets what may get into it
 * @param times how often something happens at most
 * @param longest one more than the characters that may be lost at once
 */
public record Damage(List<String> snippets, int times, int longest) {
  /** The text, damaged at random at least once. */
  public String to(String text, Random random) {
    String damaged = text;
    for (int left = 1 + random.nextInt(times); left > 0; left--) {
      int at = random.nextInt(damaged.length() + 1);
      int end = Math.min(damaged.length(), at + random.nextInt(longest));
      String snippet = snippets.get(random.nextInt(snippets.size()));
      damaged =
          switch (random.nextInt(6)) {
            case 0 -> damaged.substring(0, at);
            case 1 -> damaged.substring(0, at) + damaged.substring(end);
            case 2 -> damaged.substring(0, at) + snippet + damaged.substring(at);
            case 3 -> damaged.substring(0, at) + snippet + damaged.substring(end);
            case 4 -> swapped(damaged, random);
            default -> damaged.substring(0, end) + damaged.substring(at);
          };
    }
    return damaged;
  }

  private static String swapped(String text, Random random) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
    return String.join("\n", lines);
  }
}
