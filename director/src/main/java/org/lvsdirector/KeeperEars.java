package org.lvsdirector;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.lvsdirector.address.AddressKeeper;
import org.lvsdirector.address.AddressTable.InterfaceState;
import org.lvsdirector.model.Epoch;
import org.lvsdirector.model.VipGroup;

/** Hands what the keeper of the addresses tells over to the node's context. */
record KeeperEars(Director director) implements AddressKeeper.Listener {
  @Override
  public void onHeld(String group, Epoch epoch) {
    long now = System.nanoTime();
    director.run(() -> director.onHeld(group, epoch, now));
  }

  @Override
  public void onDropped(String group) {
    director.run(() -> director.onStanding(standing -> standing.withoutHeld(group)));
  }

  @Override
  public void onPause(Duration gap, int newGeneration) {
    director.run(() -> director.onPause(newGeneration));
  }

  @Override
  public void onGroupFailed(String group, String reason) {
    director.run(() -> director.onStanding(standing -> standing.withFailure(group, reason)));
  }

  @Override
  public void onGroupOk(String group) {
    director.run(() -> director.onStanding(standing -> standing.withoutFailure(group)));
  }

  @Override
  public void onInterface(String group, InterfaceState state) {
    Optional<String> mac = mac(group);
    director.run(() -> director.onStanding(standing -> standing.withInterface(group, state, mac)));
  }

  /** Asks the kernel; the keeper's thread may wait for it. */
  private Optional<String> mac(String group) {
    try {
      for (VipGroup known : director.configuration().vipGroups()) {
        if (known.name().equals(group)) {
          NetworkInterface carrier = NetworkInterface.getByName(known.interfaceName());
          byte[] address = carrier == null ? null : carrier.getHardwareAddress();
          return Optional.ofNullable(address).map(HexFormat.ofDelimiter(":")::formatHex);
        }
      }
      return Optional.empty();
    } catch (SocketException unknown) {
      return Optional.empty();
    }
  }
}
