package org.lvsdirector.doctor;

import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

/** Whether the other members' cluster port can be reached. */
final class MembersCheck {
  private MembersCheck() {}

  static Finding of(Endpoint member, Answer answer) {
    String subject = "member " + member;
    String host = Addresses.text(member.address());
    return switch (answer) {
      case ACCEPTED -> Finding.ok(subject, "accepts connections");
      case REFUSED ->
          Finding.wrong(
              subject,
              "refuses connections: no director runs there, so nobody takes over from this one",
              "on %s: lvs-director run --config FILE".formatted(host));
      case SILENT ->
          Finding.wrong(
              subject,
              "does not answer: off, unreachable or filtered; each side would become master",
              "ping %s; on %s: let TCP port %d in from the other members"
                  .formatted(host, host, member.port()));
    };
  }
}
