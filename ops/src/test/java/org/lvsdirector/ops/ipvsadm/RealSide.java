package org.lvsdirector.ops.ipvsadm;

import java.util.List;
import java.util.stream.Collectors;

/** A script that carries out sequences with the real ipvsadm, for a shell that starts fast. */
final class RealSide {
  private RealSide() {}

  /**
   * The script.
   *
   * @param ours what came of them with our command: a file that it refused whole is not tried
   */
  static String script(List<Sequence> sequences, List<Result.Run> ours, String results) {
    StringBuilder script = new StringBuilder();
    script.append("exec >").append(results).append(" 2>/dev/null </dev/null\n");
    script.append("cat >/tmp/end <<'END'\n").append(Sequence.END).append("END\n");
    script.append("mark() { printf '\\004%d\\n\\004' $1; }\n");
    for (int i = 0; i < sequences.size(); i++) {
      List<Step> steps = sequences.get(i).steps();
      for (int j = 0; j < steps.size(); j++) {
        append(steps.get(j), ours.get(i).steps().get(j), script);
      }
      script.append("while IFS= read -r line; do echo \"$line\"; done </proc/net/ip_vs; mark 0\n");
      script.append("ipvsadm -R </tmp/end; mark $?\n");
    }
    return script.toString();
  }

  private static void append(Step step, Result ours, StringBuilder script) {
    if (ours.isRefusedWhole()) {
      script.append("mark 0\n");
      return;
    }
    String words = step.arguments().stream().map(Step::quoted).collect(Collectors.joining(" "));
    if (step.input().isEmpty()) {
      script.append("ipvsadm ").append(words).append("; mark $?\n");
    } else {
      script.append("printf '%s' ").append(Step.quoted(step.input())).append(" >/tmp/in\n");
      script.append("ipvsadm ").append(words).append(" </tmp/in; mark $?\n");
    }
  }
}
