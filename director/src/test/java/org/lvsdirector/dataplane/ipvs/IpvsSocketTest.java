package org.lvsdirector.dataplane.ipvs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class IpvsSocketTest {
  @Test
  void aKernelWithoutTheFamilyNamesTheModuleAndTheOtherDataPlane() {
    assertThatThrownBy(() -> IpvsSocket.open("IPVS-absent"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("CTRL_CMD_GETFAMILY IPVS-absent: ENOENT")
        .hasMessageContaining("modprobe ip_vs")
        .hasMessageContaining("dataplane: embedded");
  }

  @Test
  void theVersionIsReadable() {
    assertThat(IpvsInfo.of(0x010201, 4096)).isEqualTo(new IpvsInfo("1.2.1", 4096));
  }
}
