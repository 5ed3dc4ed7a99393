package org.lvsdirector.dataplane;

import org.lvsdirector.model.ServiceKey;

/**
 * The rule of one virtual service, in the kernel's terms.
 *
 * @param scheduler the kernel's name, at most 15 characters
 * @param flags IP_VS_SVC_F_*: persistent 1, one-packet 4, scheduler flags 8, 0x10, 0x20; never the
 *     kernel's own hashed bit 2
 * @param timeout of persistence in seconds; 0 unless persistent
 * @param persistencePrefix prefix length that groups clients; the whole address unless persistent
 * @param engine the kernel's name of the persistence engine; empty = none
 */
public record Service(
    ServiceKey key,
    String scheduler,
    int flags,
    int timeout,
    int persistencePrefix,
    String engine) {
  /** A service without a persistence engine. */
  public Service(ServiceKey key, String scheduler, int flags, int timeout, int persistencePrefix) {
    this(key, scheduler, flags, timeout, persistencePrefix, "");
  }
}
