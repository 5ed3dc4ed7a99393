package org.lvsdirector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page beside the command line that there is. */
class ManualTest {
  private static final Path PAGE = Path.of("man/lvs-director.8");
  private static final String SHARED = "API OPTIONS";
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

  @Test
  void hasEveryCommandAndOptionAndNoOther() throws Exception {
    Map<String, Set<String>> there = new TreeMap<>();
    Main.all().getSubcommands().forEach((name, command) -> collect(name, command, there));
    assertThat(there).hasSizeGreaterThan(20);
    assertThat(described()).isEqualTo(there);
  }

  private static void collect(String name, CommandLine command, Map<String, Set<String>> all) {
    if (command.getCommandSpec().usageMessage().hidden()) {
      return;
    }
    Set<String> options = new TreeSet<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden() && !option.usageHelp() && !option.versionHelp()) {
        options.addAll(Arrays.asList(option.names()));
      }
    }
    options.addAll(command.getCommandSpec().negatedOptionsMap().keySet());
    all.put(name, options);
    command.getSubcommands().forEach((sub, its) -> collect(name + " " + sub, its, all));
  }

  /** By command: the options that have a paragraph in its section or in the one that it names. */
  private static Map<String, Set<String>> described() throws Exception {
    Map<String, Set<String>> commands = new TreeMap<>();
    Set<String> shared = new TreeSet<>();
    Set<String> here = new TreeSet<>();
    String before = "";
    for (String line : Files.readString(PAGE).replace("\\-", "-").lines().toList()) {
      if (line.startsWith(".SS ")) {
        here = new TreeSet<>();
        commands.put(line.substring(4), here);
      } else if (line.startsWith(".SH ")) {
        here = line.equals(".SH " + SHARED) ? shared : new TreeSet<>();
      } else if (before.equals(".TP")) {
        here.addAll(OPTION.matcher(line).results().map(MatchResult::group).toList());
      } else if (line.contains("[\\fI" + SHARED + "\\fR]")) {
        here.addAll(shared);
      }
      before = line;
    }
    return commands;
  }

  @Test
  void isSoundRoff() throws Exception {
    Process groff =
        new ProcessBuilder("groff", "-man", "-ww", "-Tutf8", "-z", PAGE.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(groff.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }
}
