package org.lvsdirector.ops.ipvsadm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the two commands differ on purpose, and why. What is named here is not compared; all else
 * must agree.
 */
final class Explained {
  /**
   * {@code -S} of ipvsadm 1.31 leaves out thresholds, so that they are lost when the rules are
   * restored. Ours saves them.
   */
  private static final Pattern THRESHOLDS = Pattern.compile(" -[xy] \\d+");

  /**
   * {@code -S} of ipvsadm 1.31 leaves out the scheduler flag that sh and mh give no meaning; where
   * it is the only one, there remains a {@code -b} without a value, which can not be restored.
   */
  private static final Pattern FLAG_3 = Pattern.compile("(?m)(-s (?:sh|mh) .*-b )(.*?),?flag-3");

  /**
   * {@code -S} of ipvsadm 1.31 writes firewall marks from 2^31 on as negative numbers, which it
   * does not read. Ours are unsigned there; in {@code -L} they are as ipvsadm writes them.
   */
  private static final Pattern MARK = Pattern.compile("(?m)^(-[Aa] -f )4294967295\\b");

  private static final Pattern SERVER_FIRST =
      Pattern.compile(
          "(-r|--real-server)[\\s=]*([^:\\s]+|[0-9a-f]+:[0-9a-f:]+)\\s.*"
              + "(-t|-u|--tcp-service|--udp-service|--sctp-service)");

  private Explained() {}

  /**
   * Why a step is left out: ipvsadm 1.31 accepts it and makes something else of it than it says;
   * ours refuses it.
   */
  static Optional<String> inputOf(Step step) {
    List<String> words = step.arguments();
    String line = String.join(" ", words) + " \n" + step.input();
    if (Pattern.compile("-M[\\s=]*\\d+[^\\d.\\s]").matcher(line).find()
        || Pattern.compile("(-M|--netmask)[\\s=]*[a-z]").matcher(line).find()) {
      return Optional.of("a netmask with something behind it, or by the name of a host");
    }
    if (SERVER_FIRST.matcher(line).find()) {
      return Optional.of(
          "a server without a port gets 0, not the port of its service, if it comes first");
    }
    return Optional.empty();
  }

  /** Help and version are in words of our own. */
  static boolean isText(Step step) {
    List<String> words = step.arguments();
    return !words.isEmpty() && words.get(0).matches("-[hv].*|--help|--version");
  }

  /** The output of ours as ipvsadm would have it. */
  static String asIpvsadm(String text) {
    String plain = MARK.matcher(THRESHOLDS.matcher(text).replaceAll("")).replaceAll("$1-1");
    return FLAG_3.matcher(plain).replaceAll("$1$2");
  }

  /**
   * Services in an order of their own: the kernel's, which {@code --nosort} and {@code
   * /proc/net/ip_vs} show, depends on the namespace.
   */
  static String inOrder(String text) {
    return Arrays.stream(text.split("\n(?!  ->)", -1)).sorted().collect(Collectors.joining("\n"));
  }
}
