package org.lvsdirector.ops.terminal;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The terminal of this process as a screen of its own, without what is typed. It is given back as
 * it was, also when a signal ends the process. By the sequences of xterm, which all terminals of
 * today know, and {@code stty}. Thread-safe.
 */
public final class Terminal implements AutoCloseable {
  private static final String ESCAPE = "\u001b[";
  private static final String TAKE = ESCAPE + "?1049h" + ESCAPE + "?25l";
  private static final String GIVE_BACK = ESCAPE + "?25h" + ESCAPE + "?1049l";
  private static final String HOME = ESCAPE + "H";
  private static final String END_OF_LINE = ESCAPE + "K";
  private static final String END_OF_SCREEN = ESCAPE + "J";

  private final PrintStream out;
  private final String before;
  private final Thread atExit = new Thread(this::giveBack, "terminal");
  private boolean over;

  private Terminal(PrintStream out, String before) {
    this.out = out;
    this.before = before;
  }

  /**
   * Takes the terminal; empty where input and output are not both one.
   *
   * @throws IOException if it cannot be set
   */
  public static Optional<Terminal> take() throws IOException {
    if (!isThere()) {
      return Optional.empty();
    }
    Terminal terminal = new Terminal(System.out, stty("-g"));
    Runtime.getRuntime().addShutdownHook(terminal.atExit);
    // Stopped by Ctrl-Z it would leave its settings to the shell.
    stty("-echo", "-icanon", "susp", "undef");
    terminal.write(TAKE);
    return Optional.of(terminal);
  }

  /** Newer Javas have a console also where there is no terminal, so that the system is asked. */
  private static boolean isThere() throws IOException {
    return status(new ProcessBuilder("sh", "-c", "test -t 0 && test -t 1").inheritIO().start())
        == 0;
  }

  /** Shows these lines, as much of them as there is room for. */
  public synchronized void show(List<String> lines) throws IOException {
    if (over) {
      return;
    }
    List<String> shown = Screen.parse(stty("size")).fit(lines);
    write(HOME + String.join(END_OF_LINE + "\r\n", shown) + END_OF_LINE + END_OF_SCREEN);
  }

  private void write(String text) {
    out.print(text);
    out.flush();
  }

  private synchronized void giveBack() {
    if (over) {
      return;
    }
    over = true;
    write(GIVE_BACK);
    try {
      stty(before);
    } catch (IOException gone) {
      // A terminal that is gone needs nothing back.
    }
  }

  @Override
  public void close() {
    giveBack();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException ending) {
      // Then it has run, or is about to.
    }
  }

  /** What it prints, by the terminal that this process has as its input. */
  private static String stty(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectInput(new File("/dev/tty"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (status(process) != 0) {
      throw new IOException("stty " + String.join(" ", arguments) + " failed");
    }
    return text.strip();
  }

  private static int status(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while setting the terminal", e);
    }
  }
}
