package org.lvsdirector.doctor;

import org.lvsdirector.model.Addresses;
import org.lvsdirector.model.Endpoint;

/** Whether a real server's own service can be reached on the address that clients' packets have. */
final class ListenCheck {
  private ListenCheck() {}

  static Finding of(Endpoint place, Answer answer) {
    String subject = "service " + place;
    return answer == Answer.ACCEPTED
        ? Finding.ok(subject, "accepts connections")
        : Finding.wrong(
            subject,
            answer == Answer.REFUSED
                ? "refuses connections: nothing listens on that address and port"
                : "does not answer",
            "start the service, or let it listen on %s or on all addresses"
                .formatted(Addresses.text(place.address())));
  }
}
