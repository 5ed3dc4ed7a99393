package org.lvsdirector.healthcheck.dns;

import java.util.List;
import org.lvsdirector.healthcheck.Probe;

/**
 * Asks a name server.
 *
 * @param name what is asked about, without a dot at the end; empty = the root
 * @param answers each has to be among the records of the type, as their text is; none = any will do
 * @param code what the answer's code has to be; if not NOERROR, nothing else matters
 */
public record DnsProbe(
    String name, RecordType type, List<String> answers, ResponseCode code, Transport transport)
    implements Probe {
  /** Copies the list. */
  public DnsProbe {
    answers = List.copyOf(answers);
  }

  /** How a server is asked. */
  public enum Transport {
    /** By UDP, and by TCP where the answer says that it is too long for UDP. */
    UDP,
    /** By TCP. */
    TCP,
    /** By UDP, and by TCP after that. */
    BOTH
  }

  @Override
  public boolean overTcp() {
    return transport == Transport.TCP;
  }
}
