package org.lvsdirector.ops.ipvsadm;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.model.Family;
import org.lvsdirector.ops.ipvsadm.adopt.Adoption;
import org.lvsdirector.ops.ipvsadm.adopt.ConfigFile;
import org.lvsdirector.ops.ipvsadm.adopt.NotAdopted;

/** A command line with {@code --adopt}: its change goes into the configuration of a node. */
final class Adopting {
  private static final String CONFIG = "--config";
  private static final int KILL_SECONDS = 5;

  private final Execution.Complaints complaints;
  private final PrintStream out;

  private Adopting(PrintStream out, Execution.Complaints complaints) {
    this.out = out;
    this.complaints = complaints;
  }

  /** Carries it out; the exit status. */
  static int run(
      List<String> arguments, Ports ports, PrintStream out, Execution.Complaints complaints) {
    return new Adopting(out, complaints).run(arguments, ports);
  }

  private int run(List<String> arguments, Ports ports) {
    try {
      List<String> words = new ArrayList<>();
      Optional<String> named = split(arguments, words);
      Change.OfService change = change(CommandLine.parse(words, ports));
      List<ManagingNode> nodes = ManagingNode.all(Path.of("/proc"));
      Path file = named.isPresent() ? Path.of(named.get()).toAbsolutePath() : only(nodes).config();
      Optional<ManagingNode> reader = nodes.stream().filter(it -> reads(it, file)).findFirst();
      Adoption adoption = new Adoption(file, reader.flatMap(ManagingNode::node));
      String before = read(file);
      String after = adoption.adopt(before, change);
      if (after.equals(before)) {
        out.println(file + " says so already");
        return 0;
      }
      out.println("changed %s; %s is how it was".formatted(file, ConfigFile.write(file, after)));
      return reload(reader);
    } catch (UsageException e) {
      return complaints.complain(e.getMessage(), e.exitCode());
    } catch (NotAdopted e) {
      return complaints.complain(e.getMessage(), UsageException.BAD_VALUE);
    } catch (IOException e) {
      return complaints.complain("--adopt: " + e.getMessage(), UsageException.BAD_VALUE);
    }
  }

  /** Takes the options of adopting from the others; gives the file, where one is named. */
  private static Optional<String> split(List<String> arguments, List<String> others)
      throws UsageException {
    Optional<String> file = Optional.empty();
    Iterator<String> words = arguments.iterator();
    while (words.hasNext()) {
      String word = words.next();
      if (word.startsWith(CONFIG + "=")) {
        file = Optional.of(word.substring(CONFIG.length() + 1));
      } else if (word.equals(CONFIG)) {
        if (!words.hasNext()) {
          throw UsageException.option("the value of " + CONFIG + " is missing");
        }
        file = Optional.of(words.next());
      } else if (!word.equals(Ipvsadm.ADOPT)) {
        others.add(word);
      }
    }
    return file;
  }

  private static Change.OfService change(Request request) throws UsageException {
    if (request instanceof Request.Edit edit && edit.change() instanceof Change.OfService change) {
      // The change itself has the number of its ones only.
      int mask = edit.netmask();
      if (change.key().family() == Family.INET
          && Integer.numberOfLeadingZeros(~mask) != Integer.bitCount(mask)) {
        throw UsageException.value(
            "a configuration has masks only whose ones stand together in front; choose another -M");
      }
      return change;
    }
    throw UsageException.value("--adopt goes with -A, -E, -D, -a, -e and -d; " + instead(request));
  }

  private static String instead(Request request) {
    if (request instanceof Request.Clear) {
      return "remove what stands under services: in the file by hand";
    }
    if (request instanceof Request.Edit) {
      return "write the seconds under timeouts: in the file by hand";
    }
    if (request instanceof Request.StartDaemon || request instanceof Request.StopDaemon) {
      return "write sync: kernel or sync: off into the file by hand";
    }
    if (request instanceof Request.Restore) {
      return "write the services into the file by hand, or adopt one command line after the other";
    }
    return "this one changes nothing that stands in the file, leave --adopt out";
  }

  private static ManagingNode only(List<ManagingNode> nodes) throws UsageException {
    if (nodes.isEmpty()) {
      throw UsageException.value(
          "no node of lvs-director runs here whose file could be changed; name it by --config FILE");
    }
    if (nodes.size() > 1) {
      throw UsageException.value(
          "several nodes of lvs-director run here; name the file of one by --config FILE: "
              + nodes.stream().map(it -> it.config().toString()).toList());
    }
    return nodes.get(0);
  }

  private static boolean reads(ManagingNode node, Path file) {
    try {
      return Files.isSameFile(node.config(), file);
    } catch (IOException notThere) {
      return false;
    }
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    } catch (CharacterCodingException e) {
      throw new IOException(file + " is not UTF-8; save it in that encoding", e);
    }
  }

  private int reload(Optional<ManagingNode> node) {
    if (node.isEmpty()) {
      out.println(
          "no node here runs with it; one elsewhere takes it by `lvs-director reload` there");
      return 0;
    }
    String process = node.get().process();
    if (!signalled(process)) {
      return complaints.complain(
          "process %s could not be told to read it; run `lvs-director reload`".formatted(process),
          UsageException.BAD_VALUE);
    }
    out.println("told process " + process + " to read it; its log says what came of it");
    return 0;
  }

  private static boolean signalled(String process) {
    try {
      Process kill =
          new ProcessBuilder("kill", "-HUP", process)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (kill.waitFor(KILL_SECONDS, TimeUnit.SECONDS)) {
        return kill.exitValue() == 0;
      }
      kill.destroyForcibly();
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
