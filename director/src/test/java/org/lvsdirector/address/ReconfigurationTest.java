package org.lvsdirector.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.address.Situation.MAIL;
import static org.lvsdirector.address.Situation.WEB;
import static org.lvsdirector.address.Situation.WEB6;
import static org.lvsdirector.address.Situation.group;
import static org.lvsdirector.address.Situation.on;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lvsdirector.address.KeeperAction.Drop;
import org.lvsdirector.address.KeeperAction.Dropped;
import org.lvsdirector.address.KeeperAction.Held;
import org.lvsdirector.address.KeeperAction.Report;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.Vip;

class ReconfigurationTest {
  @Test
  void dropsTheAddressThatLeftAndTouchesNoOther() {
    Situation situation = Situation.holding("web", "mail");
    situation.configured = List.of(group("web", "eth0", WEB), group("mail", "eth1", MAIL));
    assertThat(situation.tick(10, 10))
        .containsExactly(
            new Drop("web", on("eth0", WEB6)),
            new Report(
                "vip-released", "web", "2001:db8::111/128 on eth0 has left the configuration"));
  }

  @Test
  void dropsAGroupThatLeft() {
    Situation situation = Situation.holding("web", "mail");
    situation.configured = List.of(group("web", "eth0", WEB, WEB6));
    assertThat(situation.tick(10, 10))
        .contains(new Drop("mail", on("eth1", MAIL)), new Dropped("mail"))
        .doesNotContain(new Dropped("web"));
    assertThat(situation.state.groups()).containsOnlyKeys("web");
  }

  @Test
  void addsAnAddressToAHeldGroup() {
    Situation situation = Situation.holding("mail");
    Vip more = Situation.vip("172.16.1.113");
    situation.configured = List.of(group("mail", "eth1", MAIL, more));
    assertThat(situation.tick(10, 10)).contains(new Held("mail", new Epoch(7)));
    assertThat(situation.carried.get("eth1")).containsExactlyInAnyOrder(MAIL, more);
  }

  @Test
  void followsAGroupToAnotherInterface() {
    Situation situation = Situation.holding("mail");
    situation.configured = List.of(group("mail", "eth0", MAIL));
    assertThat(situation.tick(10, 10))
        .contains(new Drop("mail", on("eth1", MAIL)), new Held("mail", new Epoch(7)));
    assertThat(situation.carried.get("eth0")).contains(MAIL);
    assertThat(situation.carried.get("eth1")).isEmpty();
  }

  @Test
  void anAddressThatMovesBetweenHeldGroupsStays() {
    Situation situation = Situation.holding("web", "mail");
    situation.configured = List.of(group("web", "eth0", WEB), group("mail", "eth0", WEB6));
    situation.tick(10, 10);
    assertThat(situation.carried.get("eth0")).containsExactlyInAnyOrder(WEB, WEB6);
    assertThat(situation.carried.get("eth1")).isEmpty();
  }
}
