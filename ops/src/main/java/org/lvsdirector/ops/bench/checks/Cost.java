package org.lvsdirector.ops.bench.checks;

/**
 * One measurement.
 *
 * @param workload what was checked
 * @param contender by whom
 * @param run the number of the run, from 1
 * @param fullSeconds from the start of the process until every target had been checked once
 * @param perSecond checks a second, once that had settled
 * @param cpu of the processes then, in percent of one processor
 * @param machine of the whole machine then, its kernel's work included
 * @param mebibytes the most memory that the processes had
 * @param late99 how late checks were then, in milliseconds: 99 of 100 at most this
 * @param late999 and 999 of 1000
 * @param reloadCpu processor time of the processes in a reload and the window after it, beyond what
 *     they use otherwise, in seconds
 * @param reloadLate99 how late checks were in that window
 * @param invalid why this does not count, or null
 */
public record Cost(
    String workload,
    String contender,
    int run,
    double fullSeconds,
    double perSecond,
    double cpu,
    double machine,
    double mebibytes,
    double late99,
    double late999,
    double reloadCpu,
    double reloadLate99,
    String invalid) {

  static Cost invalid(Workload workload, Contender contender, int run, String why) {
    return new Cost(workload.toString(), contender.word(), run, 0, 0, 0, 0, 0, 0, 0, 0, 0, why);
  }
}
