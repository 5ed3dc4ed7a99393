package org.lvsdirector.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.doctor.Finding;

class DoctorTextTest {
  @Test
  void eachFindingIsALineWithItsCureBelow() {
    List<Finding> findings =
        List.of(
            Finding.ok("interface eth0", "up"),
            Finding.wrong("interface tunl0", "is down", "ip link set tunl0 up"),
            Finding.unknown("IPVS rules", "EPERM", "run as root"));
    assertThat(DoctorText.of(findings))
        .isEqualTo(
            """
            ok       interface eth0: up
            wrong    interface tunl0: is down
                     fixed by: ip link set tunl0 up
            unknown  IPVS rules: EPERM
                     fixed by: run as root
            1 wrong, 1 could not be examined
            """);
    assertThat(DoctorText.of(findings.subList(0, 1))).endsWith("all is well\n");
  }
}
