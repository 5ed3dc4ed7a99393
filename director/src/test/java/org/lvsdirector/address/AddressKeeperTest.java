package org.lvsdirector.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lvsdirector.address.Situation.MAIL;
import static org.lvsdirector.address.Situation.WEB;
import static org.lvsdirector.address.Situation.WEB6;
import static org.lvsdirector.address.Situation.group;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.address.testing.InMemoryAddressTable;
import org.lvsdirector.address.testing.KeeperNotes;
import org.lvsdirector.model.Epoch;

class AddressKeeperTest {
  private final InMemoryAddressTable table = new InMemoryAddressTable();
  private final KeeperNotes notes = new KeeperNotes();
  private final AtomicLong skipped = new AtomicLong();
  private final AddressKeeper keeper =
      new AddressKeeper(
          table,
          List.of(group("web", "eth0", WEB, WEB6), group("mail", "eth1", MAIL)),
          Duration.ofSeconds(10),
          notes,
          notes,
          this::now);

  private long now() {
    return System.nanoTime() + skipped.get();
  }

  private void tenure(int generation, String... groups) {
    keeper.tenure(new Tenure(generation, new Epoch(7), Set.of(groups), now()));
  }

  @AfterEach
  void close() {
    keeper.close(true);
    assertThat(table.closed()).isTrue();
  }

  @Test
  void sweepsThenTakesThenLetsGo() {
    table.plant("eth1", MAIL);
    keeper.start();
    notes.await("event vip-released mail");
    tenure(0, "web");
    notes.await("held web 7");
    assertThat(table.on("eth0")).containsExactlyInAnyOrder(WEB, WEB6);
    assertThat(table.on("eth1")).isEmpty();
    tenure(0);
    notes.await("dropped web");
    assertThat(table.on("eth0")).isEmpty();
  }

  @Test
  void dropsAllAfterAPauseAndWaitsForATenureOfTheNewGeneration() {
    keeper.start();
    tenure(0, "web");
    notes.await("held web 7");
    int before = table.calls().size();
    skipped.set(Duration.ofSeconds(20).toNanos());
    notes.await("dropped web");
    assertThat(table.calls().subList(before, before + 3)).allMatch(call -> call.startsWith("drop"));
    assertThat(notes.all()).anyMatch(note -> note.matches("pause 20... 1"));
    assertThat(keeper.generation()).isEqualTo(1);
    notes.clear();
    tenure(1, "web");
    notes.await("held web 7");
  }

  @Test
  void anInterfaceThatRefusesFailsItsGroupAlone() {
    table.refuse("eth0", "no room");
    keeper.start();
    tenure(0, "web", "mail");
    notes.await("failed web no room");
    notes.await("held mail 7");
    table.refuse("eth0", "");
    notes.await("ok web");
    notes.await("held web 7");
    assertThat(notes.all()).containsOnlyOnce("failed web no room");
  }

  @Test
  void followsInterfacesAndConfiguration() {
    table.state("eth0", new InterfaceState(false, "interface eth0 is down"));
    keeper.start();
    tenure(0, "web", "mail");
    notes.await("interface web false");
    notes.await("held mail 7");
    keeper.update(List.of(group("web", "eth0", WEB)));
    notes.await("dropped mail");
    table.state("eth0", new InterfaceState(true, ""));
    tenure(0, "web");
    notes.await("held web 7");
    assertThat(table.on("eth0")).containsExactly(WEB);
  }

  @Test
  void closingWithoutDroppingLeavesTheAddressesToTheirLease() {
    keeper.start();
    tenure(0, "mail");
    notes.await("held mail 7");
    keeper.close(false);
    assertThat(table.on("eth1")).containsExactly(MAIL);
    assertThat(notes.all()).doesNotContain("dropped mail");
  }
}
