package org.lvsdirector.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Has shells run the script that the command prints, and complete something by it. */
class CompletionTest {
  @TempDir Path folder;
  private Path script;

  @BeforeEach
  void print() throws Exception {
    script = folder.resolve("script");
    Files.writeString(script, printed("bash"));
  }

  private static String printed(String shell) {
    PrintStream before = System.out;
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    System.setOut(new PrintStream(text, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run("completion", shell)).isZero();
    } finally {
      System.setOut(before);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  /** What bash offers behind these words, the last of which is begun. */
  private List<String> complete(String... words) throws Exception {
    String ask =
        """
        set -eu
        . '%s'
        how=$(complete -p lvs-director)
        function=${how#*-F }
        COMP_WORDS=(%s)
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        COMP_LINE="${COMP_WORDS[*]}"
        COMP_POINT=${#COMP_LINE}
        compopt() { :; }
        set +eu
        "${function%%%% *}"
        printf '%%s\\n' "${COMPREPLY[@]}"
        """
            .formatted(script, "lvs-director '" + String.join("' '", words) + "'");
    return run("bash", "--norc", "-c", ask).lines().map(String::strip).toList();
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  @Test
  void bashOffersEveryCommandThatIsForPeople() throws Exception {
    List<String> visible =
        Main.all().getSubcommands().entrySet().stream()
            .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
            .map(Map.Entry::getKey)
            .toList();
    assertThat(visible).hasSizeGreaterThan(20);
    assertThat(complete("")).containsAll(visible);
  }

  @Test
  void bashCompletesWhatIsBegun() throws Exception {
    assertThat(complete("undr")).containsExactly("undrain");
    assertThat(complete("status", "--wa")).containsExactly("--watch");
    assertThat(complete("token", "")).contains("add", "list", "remove");
    assertThat(complete("completion", "z")).containsExactly("zsh");
  }

  @Test
  void zshTakesTheScriptOverToo() throws Exception {
    Files.writeString(script, printed("zsh"));
    Path start = folder.resolve(".zshrc");
    Files.writeString(start, "");
    String ask = ". '%s'; print -r -- ${_comps[lvs-director]}".formatted(script);
    assertThat(run("env", "ZDOTDIR=" + folder, "zsh", "-c", ask)).contains("_bash_complete");
  }
}
