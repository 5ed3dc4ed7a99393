package org.lvsdirector.address;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.address.KeeperAction.Drop;
import org.lvsdirector.address.KeeperAction.Hold;
import org.lvsdirector.address.KeeperAction.Write;
import org.lvsdirector.address.KeeperOutcome.Failure;
import org.lvsdirector.address.KeeperOutcome.Verb;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.Vip;
import org.lvsdirector.model.VipGroup;
import org.lvsdirector.model.VipPlace;

/** A keeper's decisions played through on values: interfaces are sets, time is a number. */
final class Situation {
  static final Vip WEB = vip("172.16.1.111");
  static final Vip WEB6 = new Vip(Addresses.parse("2001:db8::111").orElseThrow(), 128);
  static final Vip MAIL = vip("172.16.1.112");

  final KeeperDecision decision = new KeeperDecision(Duration.ofMillis(300));
  final Map<String, Set<Vip>> carried = new HashMap<>();
  final Map<String, InterfaceState> interfaces = new HashMap<>();
  final Map<String, String> refusing = new HashMap<>();
  List<VipGroup> configured = List.of(group("web", "eth0", WEB, WEB6), group("mail", "eth1", MAIL));
  KeeperState state = KeeperState.initial(configured);
  Tenure tenure = Tenure.NONE;
  Set<String> withdrawn = Set.of();
  long millis = 1_000_000;

  Situation() {
    configured.forEach(
        group -> interfaces.put(group.interfaceName(), new InterfaceState(true, "")));
  }

  static Vip vip(String text) {
    return new Vip(Addresses.parse(text).orElseThrow(), 32);
  }

  static VipGroup group(String name, String interfaceName, Vip... vips) {
    return group(name, Stream.of(vips).map(vip -> on(interfaceName, vip)).toArray(VipPlace[]::new));
  }

  /** A group whose own interface is that of its first address. */
  static VipGroup group(String name, VipPlace... places) {
    String first = places[0].interfaceName();
    return new VipGroup(name, first, List.of(places), List.of(), 100, false, Duration.ofSeconds(5));
  }

  static VipPlace on(String interfaceName, Vip vip) {
    return new VipPlace(vip, interfaceName);
  }

  /** A situation whose keeper has swept and holds the groups in epoch 7. */
  static Situation holding(String... groups) {
    Situation situation = new Situation();
    situation.tick();
    situation.tenure(0, 7, groups);
    situation.tick();
    return situation;
  }

  void tenure(int generation, long epoch, String... groups) {
    tenure = new Tenure(generation, new Epoch(epoch), Set.of(groups), millis * 1_000_000);
  }

  /** The event loop says the same again. */
  void confirm() {
    tenure = new Tenure(tenure.generation(), tenure.epoch(), tenure.groups(), millis * 1_000_000);
  }

  /** One round of a living process, 50 ms after the last: what was decided and how it ended. */
  List<KeeperAction> tick() {
    return tick(50, 50);
  }

  List<KeeperAction> tick(long afterMillis, long silentMillis) {
    millis += afterMillis;
    long now = millis * 1_000_000;
    Map<String, Set<VipPlace>> held = new HashMap<>();
    for (VipGroup group : configured) {
      Set<VipPlace> on = new HashSet<>(group.places());
      on.removeIf(
          place -> !carried.getOrDefault(place.interfaceName(), Set.of()).contains(place.vip()));
      held.put(group.name(), on);
    }
    KeeperInput input =
        new KeeperInput(now, silentMillis * 1_000_000, configured, tenure, held, interfaces);
    KeeperStep step = decision.next(state, input);
    KeeperStep settled = decision.settle(step.state(), execute(step.actions()), now);
    state = settled.state();
    List<KeeperAction> all = new ArrayList<>(step.actions());
    all.addAll(settled.actions());
    return all;
  }

  /** Rounds with a confirmation each, for so long; everything that was decided. */
  List<KeeperAction> live(long forMillis) {
    List<KeeperAction> all = new ArrayList<>();
    for (long end = millis + forMillis; millis < end; ) {
      millis += 50;
      confirm();
      all.addAll(tick(0, 50));
    }
    return all;
  }

  private KeeperOutcome execute(List<KeeperAction> actions) {
    Map<String, Failure> failures = new HashMap<>();
    Set<String> renewed = new HashSet<>();
    Set<String> withheld = new HashSet<>();
    for (KeeperAction action : actions) {
      if (action instanceof Write write
          && !(action instanceof Drop)
          && withdrawn.contains(write.group())) {
        withheld.add(write.group());
      } else if (action instanceof Write write && refusing.containsKey(write.group())) {
        Verb verb = action instanceof Drop ? Verb.DROP : Verb.HOLD;
        failures.putIfAbsent(write.group(), new Failure(verb, refusing.get(write.group())));
      } else if (action instanceof Hold hold) {
        carried
            .computeIfAbsent(hold.place().interfaceName(), name -> new HashSet<>())
            .add(hold.place().vip());
        renewed.add(hold.group());
      } else if (action instanceof Drop drop) {
        carried
            .getOrDefault(drop.place().interfaceName(), new HashSet<>())
            .remove(drop.place().vip());
      }
    }
    return new KeeperOutcome(failures, renewed, withheld);
  }
}
