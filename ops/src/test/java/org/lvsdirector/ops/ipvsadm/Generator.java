package org.lvsdirector.ops.ipvsadm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Random command lines from a seed: most make sense, many meet each other, some are broken. */
final class Generator {
  private static final int STEPS = 7;

  private final Random random;

  private Generator(long seed) {
    random = new Random(seed);
    // Neighbouring seeds begin alike.
    random.nextInt();
  }

  /** The sequence of a seed. */
  static Sequence sequence(long seed) {
    Generator generator = new Generator(seed);
    List<Step> steps = new ArrayList<>();
    int count = 3 + generator.random.nextInt(STEPS - 2);
    while (steps.size() < count) {
      Step step = generator.step();
      if (Explained.inputOf(step).isEmpty()) {
        steps.add(step);
      }
    }
    return new Sequence(seed, steps);
  }

  private Step step() {
    int kind = random.nextInt(100);
    if (kind < 6) {
      return restore();
    }
    List<String> words = kind < 82 ? change() : other();
    return Step.of(random.nextInt(5) == 0 ? broken(words) : words);
  }

  private Step restore() {
    StringBuilder input = new StringBuilder();
    int lines = 1 + random.nextInt(6);
    int bad = random.nextInt(3) == 0 ? 1 + random.nextInt(lines) : 0;
    for (int i = 1; i <= lines; i++) {
      List<String> words = random.nextInt(8) == 0 ? listing() : change();
      String line = String.join(one(" ", "  ", "\t"), words);
      input.append(
          i == bad
              ? one("bad", "-Q", "-A -t x:y:z", "# comment", "-R", "-A -t 10.0.0.1:80 -w 1", "-a")
              : one("", "", "ipvsadm ", " ") + line + one("", "", " ", "\n\n"));
      input.append('\n');
    }
    // The number of the bad line counts the empty ones before it.
    int place = bad == 0 ? 0 : place(input.toString(), bad);
    return new Step(List.of(one("-R", "--restore")), input.toString(), place);
  }

  private static int place(String input, int bad) {
    String[] lines = input.split("\n", -1);
    int seen = 0;
    for (int i = 0; i < lines.length; i++) {
      seen += lines[i].isBlank() ? 0 : 1;
      if (seen == bad) {
        return i + 1;
      }
    }
    throw new AssertionError(input);
  }

  private List<String> change() {
    int kind = random.nextInt(90);
    if (kind < 28) {
      return assembled(one("-A", "--add-service"), this::serviceOptions);
    } else if (kind < 38) {
      return assembled(one("-E", "--edit-service"), this::serviceOptions);
    } else if (kind < 43) {
      return assembled(one("-D", "--delete-service"), List::of);
    } else if (kind < 70) {
      return assembled(one("-a", "--add-server"), this::serverOptions);
    } else if (kind < 80) {
      return assembled(one("-e", "--edit-server"), this::serverOptions);
    } else if (kind < 87) {
      return assembled(one("-d", "--delete-server"), () -> List.of(server()));
    }
    return List.of("--set", one("0", "5", "900"), one("0", "70"), one("0", "2678400", "300"));
  }

  private List<String> other() {
    int kind = random.nextInt(18);
    if (kind < 9) {
      return listing();
    }
    return switch (kind) {
      case 9 -> List.of("-C");
      case 10, 11 -> random.nextBoolean() ? List.of("-Z") : assembled("-Z", List::of);
      case 12 -> List.of("-S");
      case 13 -> List.of("-Sn");
      case 14 -> assembled("--start-daemon " + one("master", "backup"), this::daemonOptions);
      case 15 -> List.of("--stop-daemon", one("master", "backup"));
      case 16 -> List.of(one("-h", "--help", "-v", "--version"));
      default -> List.of();
    };
  }

  private List<String> listing() {
    List<String> words = new ArrayList<>(List.of(one("-L", "-l", "--list", "-Ln", "-ln", "-Lcn")));
    for (int i = random.nextInt(4); i > 0; i--) {
      words.add(
          one(
              "-n",
              "--numeric",
              "-c",
              "--stats",
              "--rate",
              "--thresholds",
              "--persistent-conn",
              "--tun-info",
              "--exact",
              "--timeout",
              "--daemon",
              "--sort",
              "--nosort"));
    }
    if (random.nextInt(4) == 0) {
      words.addAll(service());
    }
    return words;
  }

  /** The action, then service and options in any order. */
  private List<String> assembled(String action, Supplier<List<List<String>>> options) {
    List<List<String>> chunks = new ArrayList<>();
    if (!action.startsWith("--start")) {
      chunks.add(service());
    }
    chunks.addAll(options.get());
    Collections.shuffle(chunks, random);
    List<String> words = new ArrayList<>(List.of(action.split(" ", -1)));
    chunks.forEach(words::addAll);
    return words;
  }

  private List<String> service() {
    if (random.nextInt(4) == 0) {
      List<String> mark = List.of(one("-f", "--fwmark-service"), one("1", "5", "4294967295"));
      return random.nextBoolean() ? mark : List.of(mark.get(0), mark.get(1), one("-6", "--ipv6"));
    }
    String option = one("-t", "-t", "-t", "--tcp-service", "-u", "--sctp-service");
    String address =
        one(
            "10.0.0.1:80",
            "10.0.0.1:80",
            "10.0.0.1:443",
            "10.0.0.2:53",
            "10.0.0.1:domain",
            "10.0.0.1:0",
            "10.0.0.1",
            "web:80",
            "[2001:db8::1]:80",
            "[2001:db8::1]:80",
            "[2001:db8::2]:443",
            "2001:db8::1",
            "[::ffff:10.0.0.1]:80",
            "[::10.0.0.1]:80",
            "[2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff]:65535");
    return random.nextInt(8) == 0 && option.startsWith("--")
        ? List.of(option + "=" + address)
        : List.of(option, address);
  }

  private List<List<String>> serviceOptions() {
    List<List<String>> options = new ArrayList<>();
    maybe(options, 2, one("-s", "--scheduler"), scheduler());
    maybe(options, 6, "-b", one("sh-port", "mh-port", "flag-1", "flag-2,flag-3", "sh-fallback"));
    if (random.nextInt(3) == 0) {
      options.add(
          random.nextBoolean()
              ? List.of(one("-p", "--persistent"))
              : List.of("-p", one("1", "60", "2678400", "2678401", "0")));
    }
    maybe(options, 5, one("-M", "--netmask"), mask());
    maybe(options, 10, "--pe", one("sip", "nosuch"));
    maybe(options, 8, one("-o", "--ops"));
    return options;
  }

  private String scheduler() {
    return one(
        "rr", "wrr", "lc", "wlc", "lblc", "lblcr", "dh", "sh", "sh", "sed", "nq", "fo", "ovf", "mh",
        "mh", "nosuch");
  }

  private String mask() {
    return one("255.255.255.0", "255.255.0.0", "255.0.255.0", "0.0.0.0", "64", "128", "1", "129");
  }

  private List<String> server() {
    return List.of(
        one("-r", "--real-server"),
        one(
            "10.1.0.1",
            "10.1.0.1",
            "10.1.0.1:80",
            "10.1.0.2:8080",
            "10.1.0.3:0",
            "rs1:http",
            "10.0.0.77",
            "2001:db8::11",
            "[2001:db8::11]:80",
            "[2001:db8::12]:8080",
            "long:80",
            "224.0.0.1:80",
            "127.0.0.1"));
  }

  private List<List<String>> serverOptions() {
    List<List<String>> options = new ArrayList<>(List.of(server()));
    boolean tunnel = random.nextInt(3) == 0;
    if (tunnel) {
      options.add(List.of(one("-i", "--ipip")));
    } else {
      maybe(options, 2, one("-m", "-m", "-g", "--masquerading", "--gatewaying"));
    }
    maybe(options, 2, one("-w", "--weight"), one("0", "1", "5", "65535", "2147483647"));
    maybe(options, 6, one("-x", "--u-threshold"), one("0", "10", "100000"));
    maybe(options, 8, one("-y", "--l-threshold"), one("0", "5", "20"));
    if (tunnel ? random.nextBoolean() : random.nextInt(20) == 0) {
      maybe(options, 1, "--tun-type", one("gue", "gre", "ipip"));
      maybe(options, 2, "--tun-port", one("6080", "1", "65535"));
      maybe(options, 2, one("--tun-csum", "--tun-nocsum", "--tun-remcsum"));
    }
    return options;
  }

  private List<List<String>> daemonOptions() {
    List<List<String>> options = new ArrayList<>();
    options.add(List.of("--mcast-interface", one("lo", "lo", "lo", "nosuch0")));
    maybe(options, 2, "--syncid", one("0", "5", "255", "256"));
    maybe(options, 3, "--sync-maxlen", one("1000", "1472", "65507", "65508"));
    maybe(options, 3, "--mcast-group", one("224.0.0.82", "10.0.0.1", "ff02::81"));
    maybe(options, 3, "--mcast-port", one("9000", "0"));
    maybe(options, 3, "--mcast-ttl", one("7", "255", "256"));
    return options;
  }

  /** With a chance of one in so many. */
  private void maybe(List<List<String>> options, int chance, String... words) {
    if (random.nextInt(chance) == 0) {
      options.add(List.of(words));
    }
  }

  private List<String> broken(List<String> words) {
    List<String> changed = new ArrayList<>(words);
    int place = changed.isEmpty() ? 0 : random.nextInt(changed.size());
    switch (random.nextInt(6)) {
      case 0 -> changed.add(place, Oddities.option(random));
      case 1 -> changed.add(Oddities.option(random));
      case 2 -> changed.add(Oddities.value(random));
      case 3 -> replace(changed, place, Oddities.value(random));
      case 4 -> {
        if (!changed.isEmpty()) {
          changed.remove(place);
        }
      }
      default -> join(changed);
    }
    return changed;
  }

  private static void replace(List<String> words, int place, String word) {
    if (!words.isEmpty()) {
      words.set(place, word);
    }
  }

  /** A value that follows its letter without a space, or behind an equals sign. */
  private void join(List<String> words) {
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i - 1).matches("-[a-zA-Z]") && !words.get(i).startsWith("-")) {
        words.set(i - 1, words.get(i - 1) + one("", "=") + words.remove(i));
        return;
      }
    }
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
