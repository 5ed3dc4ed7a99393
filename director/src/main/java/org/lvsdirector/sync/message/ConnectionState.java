package org.lvsdirector.sync.message;

import java.util.List;
import java.util.Optional;

/**
 * The state of a connection, by the kernel's number and by its name in {@code
 * /proc/net/ip_vs_conn}: enum ip_vs_*_states of include/net/ip_vs.h.
 *
 * @param number within the states of its protocol
 */
public record ConnectionState(int number, String name) {
  private static final List<String> TCP =
      List.of(
          "NONE",
          "ESTABLISHED",
          "SYN_SENT",
          "SYN_RECV",
          "FIN_WAIT",
          "TIME_WAIT",
          "CLOSE",
          "CLOSE_WAIT",
          "LAST_ACK",
          "LISTEN",
          "SYNACK");
  private static final List<String> SCTP =
      List.of(
          "NONE",
          "INIT1",
          "INIT",
          "C-SENT",
          "C-REPLIED",
          "C-WAIT",
          "COOKIE",
          "C-ECHOED",
          "ESTABLISHED",
          "S-SENT",
          "S-RECEIVED",
          "S-ACK-SENT",
          "REJECTED",
          "CLOSED");
  private static final List<String> UDP = List.of("UDP");
  private static final List<String> TEMPLATE = List.of("NONE", "ASSURED");
  private static final List<String> OTHERS = List.of("NONE");

  private static final int TCP_ESTABLISHED = TCP.indexOf("ESTABLISHED");
  private static final int TCP_FIN_WAIT = TCP.indexOf("FIN_WAIT");
  private static final int TCP_CLOSE_WAIT = TCP.indexOf("CLOSE_WAIT");
  private static final int SCTP_ESTABLISHED = SCTP.indexOf("ESTABLISHED");
  private static final int SCTP_SHUTDOWN_RECEIVED = SCTP.indexOf("S-RECEIVED");

  /** The state by the kernel's name of it; empty if the protocol has no such state. */
  public static Optional<ConnectionState> of(int protocol, boolean template, String name) {
    int number = names(protocol, template).indexOf(name);
    return number < 0 ? Optional.empty() : Optional.of(new ConnectionState(number, name));
  }

  /** The state by its number; empty if the protocol has not so many. */
  public static Optional<ConnectionState> of(int protocol, boolean template, int number) {
    List<String> names = names(protocol, template);
    return number < 0 || number >= names.size()
        ? Optional.empty()
        : Optional.of(new ConnectionState(number, names.get(number)));
  }

  /** Whether the protocol has a state of this number. */
  static boolean exists(int protocol, boolean template, int number) {
    return number >= 0 && number < names(protocol, template).size();
  }

  /**
   * Whether entries of a protocol exist. AH and ESP are carried, but not told apart by state; only
   * templates of a firewall mark are of none.
   */
  static boolean isBalanced(int protocol, boolean template) {
    return switch (protocol) {
      case 6, 17, 50, 51, 132 -> true;
      default -> protocol == 0 && template;
    };
  }

  /**
   * Whether an entry must not get lost: a connection that can still carry data, or a template. What
   * is closed on both sides, or not open yet, is over before anybody could miss it.
   */
  public static boolean matters(int protocol, boolean template, int number) {
    if (template) {
      return true;
    }
    return switch (protocol) {
      case 6 -> number == TCP_ESTABLISHED || number == TCP_FIN_WAIT || number == TCP_CLOSE_WAIT;
      case 17 -> true;
      case 132 -> number >= SCTP_ESTABLISHED && number <= SCTP_SHUTDOWN_RECEIVED;
      default -> false;
    };
  }

  private static List<String> names(int protocol, boolean template) {
    if (template) {
      return TEMPLATE;
    }
    return switch (protocol) {
      case 6 -> TCP;
      case 17 -> UDP;
      case 132 -> SCTP;
      default -> OTHERS;
    };
  }
}
