package org.lvsdirector.ops.ipvsadm;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.ops.ipvsadm.Arena.Difference;

/** Looks for the first difference between what came of a sequence on both sides. */
final class Comparison {
  private Comparison() {}

  static Optional<Difference> of(Sequence sequence, Result.Run ours, Result.Run real) {
    List<Step> steps = sequence.steps();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      Result mine = ours.steps().get(i);
      Result theirs = real.steps().get(i);
      if (mine.isRefusedWhole()) {
        if (!namesALine(mine.error(), step.badLine())) {
          return Optional.of(difference(sequence, i, step.toString(), mine, theirs));
        }
      } else if (step.badLine() > 0 || !alike(step, mine, theirs)) {
        return Optional.of(difference(sequence, i, step.toString(), mine, theirs));
      }
    }
    if (!Explained.inOrder(ours.kernel()).equals(Explained.inOrder(real.kernel()))) {
      return Optional.of(
          difference(
              sequence,
              steps.size(),
              "cat /proc/net/ip_vs",
              new Result(0, ours.kernel(), ""),
              new Result(0, real.kernel(), "")));
    }
    return alike(Step.of(List.of("-R")), ours.end(), real.end())
        ? Optional.empty()
        : Optional.of(difference(sequence, steps.size(), "the end", ours.end(), real.end()));
  }

  /** One that is at or, where more lines are broken than the generator knows, before a line. */
  private static boolean namesALine(String error, int badLine) {
    for (int line = 1; line <= (badLine == 0 ? 100 : badLine); line++) {
      if (error.contains("line " + line + ": ")) {
        return true;
      }
    }
    return false;
  }

  private static boolean alike(Step step, Result ours, Result real) {
    if (ours.exit() != real.exit()) {
      return false;
    }
    if (Explained.isText(step)) {
      return ours.output().isEmpty() == real.output().isEmpty();
    }
    String mine = Explained.asIpvsadm(ours.output());
    return step.arguments().contains("--nosort")
        ? Explained.inOrder(mine).equals(Explained.inOrder(real.output()))
        : mine.equals(real.output());
  }

  private static Difference difference(
      Sequence sequence, int step, String what, Result ours, Result real) {
    StringBuilder text = new StringBuilder("seed " + sequence.seed() + ":\n");
    sequence.steps().subList(0, step).forEach(it -> text.append(it).append('\n'));
    text.append(what);
    text.append("\n--- the real one, exit status ").append(real.exit()).append('\n');
    text.append(real.output());
    text.append("--- ours, exit status ").append(ours.exit()).append('\n');
    text.append(ours.output()).append(ours.error());
    return new Difference(sequence, step, text.toString());
  }
}
