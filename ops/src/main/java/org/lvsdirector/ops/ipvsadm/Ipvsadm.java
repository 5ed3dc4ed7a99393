package org.lvsdirector.ops.ipvsadm;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;

/**
 * The command {@code lvs-director ipvsadm}. Nothing here is loaded for a node, and nothing of a
 * node for this, so that it starts fast.
 */
public final class Ipvsadm {
  /** Changes the configuration of the node that runs here instead of the kernel. */
  static final String ADOPT = "--adopt";

  private static final String BLANKS = " \t\n\u000B\f\r";

  private final PrintStream out;
  private final PrintStream err;
  private final Ports ports = Ports.ofThisHost();

  private Ipvsadm(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the command and ends the process with its exit status. */
  public static void main(String[] arguments) {
    PrintStream out = stream(FileDescriptor.out);
    int status = run(Arrays.asList(arguments), System.in, out, stream(FileDescriptor.err));
    out.flush();
    System.exit(out.checkError() && status == 0 ? 1 : status);
  }

  /**
   * Runs the command within this process.
   *
   * @return the exit status: 0 done, 1 no such service to list, 2 a value makes no sense or there
   *     is no IPVS, 255 an option makes no sense or the kernel refused
   */
  public static int run(List<String> arguments, InputStream in, PrintStream out, PrintStream err) {
    return new Ipvsadm(out, err).run(arguments, in);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  private int run(List<String> arguments, InputStream in) {
    if (arguments.contains(ADOPT)) {
      return Adopting.run(arguments, ports, out, this::complain);
    }
    Request request;
    List<Line> lines = List.of();
    try {
      request = CommandLine.parse(arguments, ports);
      if (request instanceof Request.Restore) {
        lines = lines(in);
      }
    } catch (UsageException e) {
      return complain(e.getMessage(), e.exitCode());
    } catch (IOException e) {
      return complain("standard input: " + e.getMessage(), UsageException.BAD_VALUE);
    }
    if (request instanceof Request.Help) {
      out.print(Help.TEXT);
      return 0;
    }
    if (request instanceof Request.Version) {
      out.println("ipvsadm v1.31 as lvs-director has it, " + version());
      return 0;
    }
    if (!(request instanceof Request.Restore)) {
      lines = List.of(new Line(0, request));
    }
    warn(lines.stream().map(Line::request).toList());
    try (Execution execution = Execution.open(ports, out, this::complain)) {
      return execution.run(lines);
    } catch (IOException e) {
      return complain(e.getMessage(), UsageException.BAD_VALUE);
    }
  }

  /** All of standard input, of which every line must make sense before one is carried out. */
  private List<Line> lines(InputStream in) throws IOException, UsageException {
    List<Line> lines = new ArrayList<>();
    List<UsageException> faults = new ArrayList<>();
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    int number = 0;
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      number++;
      List<String> words = words(text);
      if (!words.isEmpty() && words.get(0).equals("ipvsadm")) {
        words.remove(0);
      }
      if (words.isEmpty()) {
        continue;
      }
      try {
        lines.add(new Line(number, nested(CommandLine.parse(words, ports))));
      } catch (UsageException e) {
        complain("line " + number + ": " + e.getMessage(), 0);
        faults.add(e);
      }
    }
    if (!faults.isEmpty()) {
      throw faults.get(0).exitCode() == UsageException.BAD_VALUE
          ? UsageException.value("nothing was done")
          : UsageException.option("nothing was done");
    }
    return lines;
  }

  private static List<String> words(String text) {
    StringTokenizer tokens = new StringTokenizer(text, BLANKS);
    List<String> words = new ArrayList<>();
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words;
  }

  private static Request nested(Request request) throws UsageException {
    if (request instanceof Request.Restore
        || request instanceof Request.Help
        || request instanceof Request.Version) {
      throw UsageException.option("-R, -h and -v do not go into a file for -R");
    }
    return request;
  }

  private void warn(List<Request> requests) {
    if (requests.stream().anyMatch(Ipvsadm::changesRules)) {
      ManagingNode.find(Path.of("/proc"))
          .flatMap(node -> node.warning(requests))
          .ifPresent(warning -> complain(warning, 0));
    }
  }

  private static boolean changesRules(Request request) {
    return request instanceof Request.Edit || request instanceof Request.Clear;
  }

  private int complain(String message, int exitCode) {
    message.lines().forEach(line -> err.println("ipvsadm: " + line));
    return exitCode;
  }

  private static String version() {
    String version = Ipvsadm.class.getPackage().getImplementationVersion();
    return version == null ? "in development" : version;
  }

  /**
   * A request and where it stands.
   *
   * @param number of the line in standard input; 0 = the command line itself
   */
  record Line(int number, Request request) {
    /** What a complaint about it begins with. */
    String place() {
      return number == 0 ? "" : "line " + number + ": ";
    }
  }
}
