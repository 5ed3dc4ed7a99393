package org.lvsdirector.ops.doctor;

import java.util.List;
import org.lvsdirector.doctor.Finding;
import org.lvsdirector.doctor.Finding.Verdict;

/** Findings for a person: a line each, and below it the cure of what is not well. */
final class DoctorText {
  private static final String INDENT = " ".repeat(9);

  private DoctorText() {}

  static String of(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      text.append(
          "%-7s  %s: %s%n".formatted(finding.verdict().label(), finding.subject(), finding.seen()));
      if (!finding.cure().isEmpty()) {
        text.append(INDENT).append("fixed by: ").append(finding.cure()).append('\n');
      }
    }
    long wrong = count(findings, Verdict.WRONG);
    long unknown = count(findings, Verdict.UNKNOWN);
    text.append(
        wrong + unknown == 0
            ? "all is well\n"
            : "%d wrong, %d could not be examined%n".formatted(wrong, unknown));
    return text.toString();
  }

  private static long count(List<Finding> findings, Verdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).count();
  }
}
