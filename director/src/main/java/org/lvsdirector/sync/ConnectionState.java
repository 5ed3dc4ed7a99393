package org.lvsdirector.sync;

import java.util.List;
import java.util.Optional;
import org.lvsdirector.model.Protocol;

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

  private static List<String> names(int protocol, boolean template) {
    if (template) {
      return TEMPLATE;
    }
    return Protocol.ofNumber(protocol)
        .map(
            known ->
                switch (known) {
                  case TCP -> TCP;
                  case UDP -> UDP;
                  case SCTP -> SCTP;
                })
        .orElse(OTHERS);
  }
}
