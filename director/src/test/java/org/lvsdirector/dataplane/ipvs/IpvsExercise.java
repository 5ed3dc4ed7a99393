package org.lvsdirector.dataplane.ipvs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lvsdirector.dataplane.Change;
import org.lvsdirector.dataplane.Dataplane;
import org.lvsdirector.dataplane.Rules;
import org.lvsdirector.netlink.Namespace;

/**
 * Exercises {@link IpvsDataplane} and {@link SyncDaemons} on a kernel that has IPVS: prints {@code
 * ok} or {@code FAILED} for each case and exits with the number of failures. It takes the machine
 * for its own: run it as root in a guest or in a network namespace.
 */
public final class IpvsExercise {
  private int failures;

  /** A case. */
  @FunctionalInterface
  interface Case {
    void run(IpvsDataplane plane) throws Exception;
  }

  /** Runs all cases; with the argument {@code absent}, expects that there is no IPVS. */
  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("absent")) {
      absent();
      return;
    }
    IpvsExercise exercise = new IpvsExercise();
    exercise.run("rules", IpvsRuleCases.all());
    exercise.run("modes", IpvsModeCases.all());
    exercise.run("kernel", IpvsKernelCases.all());
    System.out.println(exercise.failures == 0 ? "ALL OK" : exercise.failures + " FAILED");
    System.exit(Math.min(exercise.failures, 100));
  }

  private static void absent() {
    try (IpvsDataplane plane = IpvsDataplane.open()) {
      System.out.println("FAILED: there is " + plane.info());
      System.exit(1);
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
  }

  private void run(String group, Map<String, Case> cases) {
    cases.forEach(
        (name, body) -> {
          long start = System.nanoTime();
          String result;
          try (IpvsDataplane plane = IpvsDataplane.open()) {
            Namespace.command("ipvsadm", "-C");
            body.run(plane);
            result = "ok";
          } catch (Exception | AssertionError e) {
            failures++;
            result = "FAILED " + e;
            e.printStackTrace(System.out);
          }
          System.out.printf(
              "%s %s: %s (%d ms)%n", group, name, result, (System.nanoTime() - start) / 1_000_000);
        });
  }

  /** Adds the rules, and expects to read exactly them. */
  static void roundTrip(IpvsDataplane plane, Rules.Entry... entries) throws IOException {
    List<Change> changes = new ArrayList<>();
    Map<Object, Object> wanted = new LinkedHashMap<>();
    for (Rules.Entry entry : entries) {
      changes.add(new Change.AddService(entry.service()));
      entry
          .destinations()
          .forEach(added -> changes.add(new Change.AddDestination(entry.service().key(), added)));
      wanted.put(entry.service().key(), canonical(entry));
    }
    expect(plane.apply(changes), List.of());
    Map<Object, Object> found = new LinkedHashMap<>();
    plane.read().services().forEach((key, entry) -> found.put(key, canonical(entry)));
    expect(found, wanted);
  }

  static Rules.Entry canonical(Rules.Entry entry) {
    return new Rules.Entry(
        entry.service(),
        entry.destinations().stream()
            .sorted((a, b) -> a.endpoint().compareTo(b.endpoint()))
            .toList());
  }

  static void refused(List<Dataplane.Failure> failures, String... words) {
    expect(failures.size(), 1);
    contains(failures.get(0).reason(), words);
  }

  static void contains(String text, String... words) {
    for (String word : words) {
      if (!text.contains(word)) {
        throw new AssertionError("'" + word + "' is not in: " + text);
      }
    }
  }

  static void expect(Object found, Object wanted) {
    if (!found.equals(wanted)) {
      throw new AssertionError("found " + found + " instead of " + wanted);
    }
  }
}
