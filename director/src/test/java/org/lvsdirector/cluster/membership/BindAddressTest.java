package org.lvsdirector.cluster.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.lvsdirector.config.ClusterConfig;
import org.lvsdirector.config.Quorum;
import org.lvsdirector.config.Role;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

class BindAddressTest {
  @Test
  void theFirstMemberThatIsLocalIsTaken() throws Exception {
    assertThat(own(null, null, 7800, "192.0.2.1:7800", "127.0.0.1:7801"))
        .isEqualTo("127.0.0.1:7801");
  }

  @Test
  void theConfiguredAddressAndPortMustBeAMember() throws Exception {
    assertThat(own("127.0.0.1", null, 7801, "127.0.0.1:7800", "127.0.0.1:7801"))
        .isEqualTo("127.0.0.1:7801");
    assertThatThrownBy(() -> own("127.0.0.1", null, 7802, "127.0.0.1:7800"))
        .hasMessageContaining("127.0.0.1, port 7802, is not among 127.0.0.1:7800");
  }

  @Test
  void theAddressOfTheInterfaceIsTaken() throws Exception {
    assertThat(own(null, "lo", 7800, "192.0.2.1:7800", "127.0.0.1:7800"))
        .isEqualTo("127.0.0.1:7800");
  }

  @Test
  void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> own(null, null, 7800, "192.0.2.1:7800"))
        .hasMessageContaining("carries none of cluster.members (192.0.2.1:7800)");
    assertThatThrownBy(() -> own(null, "nope7", 7800, "192.0.2.1:7800"))
        .hasMessageContaining("no interface nope7");
  }

  private static String own(String bind, String nic, int port, String... members)
      throws ClusterException {
    Optional<InetAddress> address = Optional.ofNullable(bind).flatMap(Addresses::parse);
    List<Endpoint> endpoints =
        Arrays.stream(members).map(text -> Endpoint.parse(text).orElseThrow()).toList();
    ClusterConfig config =
        new ClusterConfig(
            "test",
            address,
            Optional.ofNullable(nic),
            port,
            endpoints,
            Optional.empty(),
            true,
            Duration.ofMillis(300),
            Quorum.NONE,
            Role.DIRECTOR);
    return BindAddress.of(config).toString();
  }
}
