package org.lvsdirector.realserver;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Vip;
import org.lvsdirector.netlink.InterfaceAddress;
import org.lvsdirector.netlink.Link;
import org.lvsdirector.netlink.NetlinkException;
import org.lvsdirector.netlink.RtNetlink;
import org.lvsdirector.realserver.Thing.DefaultRoute;
import org.lvsdirector.realserver.Thing.LocalAddress;
import org.lvsdirector.realserver.Thing.Sysctl;
import org.lvsdirector.realserver.Thing.TunnelLink;

/**
 * This machine, or the network namespace of the thread that opened it: by rtnetlink, {@code
 * /proc/sys} and {@code modprobe}. One thread owns it; calls block.
 */
public final class HostMachine implements Machine, AutoCloseable {
  private final RtNetlink netlink;

  private HostMachine(RtNetlink netlink) {
    this.netlink = netlink;
  }

  /** Reading needs no capability; changing needs root for {@code /proc/sys}. */
  public static HostMachine open() throws NetlinkException {
    return new HostMachine(RtNetlink.open());
  }

  @Override
  public String read(Thing thing) throws IOException {
    if (thing instanceof Sysctl sysctl) {
      return read(sysctl);
    }
    if (thing instanceof TunnelLink link) {
      return netlink
          .link(link.tunnel().device())
          .map(it -> it.up() ? Thing.UP : Thing.DOWN)
          .orElse(Thing.ABSENT);
    }
    if (thing instanceof LocalAddress local) {
      return word(holds(local));
    }
    InetAddress gateway = ((DefaultRoute) thing).gateway();
    return word(netlink.defaultGateways(Family.of(gateway)).indexOf(gateway) == 0);
  }

  private boolean holds(LocalAddress local) throws NetlinkException {
    Optional<Link> link = netlink.link(local.device());
    return link.isPresent()
        && netlink.addresses(link.get().index()).stream()
            .anyMatch(it -> it.vip().equals(local.vip()));
  }

  @Override
  public void write(Thing thing, String state) throws IOException {
    if (thing instanceof Sysctl sysctl) {
      write(sysctl, state);
    } else if (thing instanceof TunnelLink link) {
      write(link.tunnel(), state);
    } else if (thing instanceof LocalAddress local) {
      write(local, state.equals(Thing.PRESENT));
    } else if (thing instanceof DefaultRoute route) {
      write(route, state.equals(Thing.PRESENT));
    }
  }

  private static String word(boolean present) {
    return present ? Thing.PRESENT : Thing.ABSENT;
  }

  private static Path path(Sysctl sysctl) {
    return Path.of("/proc/sys", sysctl.name().replace('.', '/'));
  }

  private static String read(Sysctl sysctl) throws IOException {
    // One read for all: the kernel gives nothing to a second one, wherever the first has stopped.
    try (InputStream in = Files.newInputStream(path(sysctl))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (NoSuchFileException absent) {
      return Thing.ABSENT;
    }
  }

  private static void write(Sysctl sysctl, String value) throws IOException {
    try {
      Files.writeString(path(sysctl), value + "\n");
    } catch (IOException refused) {
      throw new IOException(sysctl + " = " + value + " is refused; run this as root", refused);
    }
  }

  private void write(Tunnel tunnel, String state) throws IOException {
    if (state.equals(Thing.ABSENT)) {
      remove(tunnel);
      return;
    }
    if (netlink.link(tunnel.device()).isEmpty()) {
      Modprobe.load(tunnel.module());
    }
    netlink.setLink(require(tunnel.device()).index(), state.equals(Thing.UP));
  }

  /** Takes the module away, unless links that others made of it would go with it. */
  private void remove(Tunnel tunnel) throws IOException {
    if (netlink.links().stream().filter(it -> it.type() == tunnel.linkType()).count() > 1) {
      netlink.setLink(require(tunnel.device()).index(), false);
    } else {
      Modprobe.remove(tunnel.module());
    }
  }

  private Link require(String device) throws IOException {
    return netlink
        .link(device)
        .orElseThrow(() -> new IOException("there is no interface " + device + " here"));
  }

  private void write(LocalAddress local, boolean present) throws IOException {
    Vip vip = local.vip();
    int index = require(local.device()).index();
    if (present) {
      long forever = InterfaceAddress.FOREVER;
      netlink.replaceAddress(index, vip, forever, forever);
    } else {
      netlink.deleteAddress(index, vip);
    }
  }

  private void write(DefaultRoute route, boolean present) throws NetlinkException {
    if (present) {
      netlink.addDefaultRoute(route.gateway());
    } else {
      netlink.deleteDefaultRoute(route.gateway());
    }
  }

  @Override
  public void close() {
    netlink.close();
  }
}
