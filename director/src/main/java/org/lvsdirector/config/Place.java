package org.lvsdirector.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.OptionalInt;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

/** An address whose port may be left to its surroundings. */
record Place(InetAddress address, OptionalInt port) {
  Endpoint at(int usualPort) {
    return new Endpoint(address, port.orElse(usualPort));
  }

  @Override
  public String toString() {
    String text = Addresses.text(address);
    if (port.isEmpty()) {
      return text;
    }
    return (address instanceof Inet6Address ? "[" + text + "]" : text) + ":" + port.getAsInt();
  }
}
