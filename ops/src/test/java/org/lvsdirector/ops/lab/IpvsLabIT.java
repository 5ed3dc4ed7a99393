package org.lvsdirector.ops.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.lvsdirector.dataplane.ipvs.IpvsDataplane;

@Tag("lab")
class IpvsLabIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @Test
  void everyFormOfRuleGoesIntoARealKernelAndComesBack() throws Exception {
    try (Lab lab = Lab.open()) {
      Guest guest = lab.guest("d1", 134).boot().awaitUp();
      Output all = guest.run(exercise(""), LIMIT);
      assertThat(all.text()).contains("ALL OK").doesNotContain("FAILED");
      assertThat(all.ok()).isTrue();

      guest.ok(
          """
          rmmod xt_ipvs
          for module in $(lsmod | grep -o '^ip_vs_[a-z_]*'); do rmmod $module; done
          rmmod ip_vs
          """);
      Output absent = guest.run(exercise("absent"), LIMIT);
      assertThat(absent.text())
          .contains("CTRL_CMD_GETFAMILY IPVS: ENOENT")
          .contains("modprobe ip_vs")
          .contains("dataplane: embedded");
      assertThat(absent.ok()).isTrue();
    }
  }

  /** The exercise lies among the tests of the module that the data plane comes from. */
  private static String exercise(String argument) throws Exception {
    Path classes =
        Path.of(IpvsDataplane.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path tests = classes.resolveSibling("test-classes");
    assertThat(tests.resolve("org/lvsdirector/dataplane/ipvs/IpvsExercise.class")).exists();
    return System.getProperty("java.home")
        + "/bin/java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx128m -cp "
        + tests
        + File.pathSeparator
        + Jvm.classPath()
        + " org.lvsdirector.dataplane.ipvs.IpvsExercise "
        + argument;
  }
}
