package org.lvsdirector.config;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lvsdirector.config.yaml.Kind;
import org.lvsdirector.config.yaml.Refusal;
import org.lvsdirector.config.yaml.Words;
import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.Family;
import org.lvsdirector.model.Vip;

/** Addresses as the file writes them: literal, because a name may change under a running node. */
final class AddressKinds {
  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)\\](?::(\\d{1,9}))?");
  private static final Pattern PREFIXED = Pattern.compile("([^/]*)(?:/(\\d{1,3}))?");
  private static final Pattern NAME_LIKE = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9._-]+");

  /** The address of one machine. */
  static final Kind<InetAddress> ADDRESS = new Kind<>("address", "", AddressKinds::machine);

  /** A machine's address, with a port from 1 or without one. */
  static final Kind<Place> PLACE =
      new Kind<>("address[:port]", "port 1–65535", text -> place(text, 1, true));

  /** What a virtual service listens on; port 0 stands for all ports. */
  static final Kind<Endpoint> SERVICE =
      new Kind<>("address:port", "port 0–65535", text -> withPort(text, true));

  /** What a socket listens on; all addresses, and port 0 for any free one, are allowed. */
  static final Kind<Endpoint> LISTEN =
      new Kind<>("address:port", "port 0–65535", text -> withPort(text, false));

  /** A virtual address with its prefix length. */
  static final Kind<Vip> VIP = new Kind<>("address[/prefix]", "", AddressKinds::vip);

  /** A virtual address by itself, or with keys of its own. */
  static final Kind<Vip> VIP_OR_SECTION =
      new Kind<>("address[/prefix]", "or a section of keys", AddressKinds::vip);

  private AddressKinds() {}

  private static InetAddress literal(String text) throws Refusal {
    InetAddress address = Addresses.parse(text).orElse(null);
    if (address == null) {
      String hint =
          NAME_LIKE.matcher(text).matches()
              ? "names are not looked up; write the number"
              : "write a literal one";
      throw new Refusal(
          Words.quote(text) + " is not an address; " + hint + ", such as 192.0.2.1 or 2001:db8::1");
    }
    return address;
  }

  private static InetAddress machine(String text) throws Refusal {
    InetAddress address = literal(text);
    if (address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || address.equals(Addresses.BROADCAST)) {
      throw new Refusal(text + " is not the address of one machine");
    }
    return address;
  }

  private static Endpoint withPort(String text, boolean oneMachine) throws Refusal {
    Place place = place(text, 0, oneMachine);
    if (place.port().isEmpty()) {
      String example = new Endpoint(place.address(), 80).toString();
      throw new Refusal(Words.quote(text) + " has no port; write it behind, such as " + example);
    }
    return place.at(0);
  }

  private static Place place(String text, int lowestPort, boolean oneMachine) throws Refusal {
    Matcher bracketed = text.startsWith("[") ? BRACKETED.matcher(text) : null;
    boolean inBrackets = bracketed != null && bracketed.matches();
    int colon = text.lastIndexOf(':');
    String host = text;
    String port = null;
    if (inBrackets) {
      host = bracketed.group(1);
      port = bracketed.group(2);
    } else if (colon >= 0 && colon == text.indexOf(':') && isNumber(text, colon + 1)) {
      host = text.substring(0, colon);
      port = text.substring(colon + 1);
    }
    InetAddress address = oneMachine ? machine(host) : literal(host);
    if (inBrackets && !(address instanceof Inet6Address)) {
      throw new Refusal(Words.quote(text) + ": brackets belong around IPv6 addresses only");
    }
    if (port == null) {
      return new Place(address, OptionalInt.empty());
    }
    int number = Integer.parseInt(port);
    if (number < lowestPort || number > 65535) {
      throw new Refusal("port " + number + " is out of range; write one from 1–65535");
    }
    return new Place(address, OptionalInt.of(number));
  }

  /** One to nine digits up to the end; by hand, for there may be thousands of servers. */
  private static boolean isNumber(String text, int from) {
    int length = text.length() - from;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return length >= 1 && length <= 9;
  }

  private static Vip vip(String text) throws Refusal {
    Matcher matcher = PREFIXED.matcher(text);
    InetAddress address = machine(matcher.matches() ? matcher.group(1) : text);
    int bits = Family.of(address).bits();
    int prefix = matcher.group(2) == null ? bits : Integer.parseInt(matcher.group(2));
    if (prefix < 1 || prefix > bits) {
      throw new Refusal("prefix length /" + prefix + " is out of range; write one from 1–" + bits);
    }
    return new Vip(address, prefix);
  }
}
