package org.lvsdirector.ops.ipvsadm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lvsdirector.ops.ipvsadm.Option.Value;

/**
 * Takes a command line apart as ipvsadm does: letters may be joined ({@code -Ln}), values may
 * follow directly, behind {@code =} or as the next word, long names are never shortened, and what
 * is no option may stand anywhere.
 */
final class Words {
  private static final List<Action> ACTIONS = List.of(Action.values());
  private static final List<Option> OPTIONS = List.of(Option.values());

  private final List<String> arguments;
  private final List<String> operands = new ArrayList<>();
  private int next;
  private String letters = "";
  private String written = "";

  Words(List<String> arguments) {
    this.arguments = arguments;
  }

  /** An option as it was met. */
  sealed interface Token {
    /** The word that it was written in. */
    String written();
  }

  /** An action. */
  record ActionToken(Action action, Optional<String> value, String written) implements Token {}

  /** Anything but an action. */
  record OptionToken(Option option, Optional<String> value, String written) implements Token {}

  /** The next option, or empty at the end. */
  Optional<Token> next() throws UsageException {
    if (!letters.isEmpty()) {
      return Optional.of(letter());
    }
    while (next < arguments.size()) {
      String word = arguments.get(next++);
      if (word.equals("--")) {
        operands.addAll(arguments.subList(next, arguments.size()));
        next = arguments.size();
      } else if (word.startsWith("--")) {
        written = word;
        return Optional.of(longName(word.substring(2)));
      } else if (word.startsWith("-") && word.length() > 1) {
        written = word;
        letters = word.substring(1);
        return Optional.of(letter());
      } else {
        operands.add(word);
      }
    }
    return Optional.empty();
  }

  /** The words that were no options, once {@link #next()} has come to its end. */
  List<String> operands() {
    return operands;
  }

  private Token letter() throws UsageException {
    char letter = letters.charAt(0);
    letters = letters.substring(1);
    for (Action action : ACTIONS) {
      if (action.isLetter(letter)) {
        return new ActionToken(action, valueOfLetter(Value.NONE, letter), written);
      }
    }
    for (Option option : OPTIONS) {
      if (option.letter() == letter && letter != Option.NO_LETTER) {
        return new OptionToken(option, valueOfLetter(option.value(), letter), written);
      }
    }
    throw UsageException.option("there is no option -" + letter + inWord("-" + letter));
  }

  private Token longName(String word) throws UsageException {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Optional<String> attached =
        equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
    for (Action action : ACTIONS) {
      if (action.longName().equals(name)) {
        Value kind = action.takesState() ? Value.REQUIRED : Value.NONE;
        return new ActionToken(action, value(kind, attached), written);
      }
    }
    for (Option option : OPTIONS) {
      if (option.longName().equals(name)) {
        return new OptionToken(option, value(option.value(), attached), written);
      }
    }
    throw UsageException.option("there is no option --" + name + "; long names are not shortened");
  }

  private Optional<String> valueOfLetter(Value kind, char letter) throws UsageException {
    if (kind == Value.NONE) {
      if (letters.startsWith("=")) {
        throw UsageException.option("option -" + letter + " takes no value" + inWord(""));
      }
      return Optional.empty();
    }
    if (letters.isEmpty()) {
      return value(kind, Optional.empty());
    }
    String attached = letters.startsWith("=") ? letters.substring(1) : letters;
    letters = "";
    return Optional.of(attached);
  }

  private Optional<String> value(Value kind, Optional<String> attached) throws UsageException {
    if (kind == Value.NONE) {
      if (attached.isPresent()) {
        throw UsageException.option("this option takes no value: " + written);
      }
      return Optional.empty();
    }
    if (attached.isPresent()) {
      return attached;
    }
    boolean more = next < arguments.size();
    if (kind == Value.OPTIONAL) {
      return more && !arguments.get(next).startsWith("-")
          ? Optional.of(arguments.get(next++))
          : Optional.empty();
    }
    if (!more) {
      throw UsageException.option("the value of " + written + " is missing");
    }
    return Optional.of(arguments.get(next++));
  }

  private String inWord(String option) {
    return written.equals(option) ? "" : ": " + written;
  }
}
