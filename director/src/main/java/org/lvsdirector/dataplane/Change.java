package org.lvsdirector.dataplane;

import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ServiceKey;
import org.lvsdirector.model.Timeouts;

/** One step of a plan; each is one message to the kernel. */
public sealed interface Change {
  /** A step that belongs to one service. */
  sealed interface OfService extends Change {
    /** The service. */
    ServiceKey key();
  }

  /** IPVS_CMD_SET_CONFIG; those that are 0 stay as they are. */
  record SetTimeouts(Timeouts timeouts) implements Change {}

  /** IPVS_CMD_NEW_SERVICE. */
  record AddService(Service service) implements OfService {
    @Override
    public ServiceKey key() {
      return service.key();
    }
  }

  /** IPVS_CMD_SET_SERVICE. */
  record SetService(Service service) implements OfService {
    @Override
    public ServiceKey key() {
      return service.key();
    }
  }

  /** IPVS_CMD_DEL_SERVICE, with all its destinations. */
  record DeleteService(ServiceKey key) implements OfService {}

  /** IPVS_CMD_NEW_DEST. */
  record AddDestination(ServiceKey key, Destination destination) implements OfService {}

  /** IPVS_CMD_SET_DEST. */
  record SetDestination(ServiceKey key, Destination destination) implements OfService {}

  /** IPVS_CMD_DEL_DEST. */
  record DeleteDestination(ServiceKey key, Endpoint endpoint) implements OfService {}
}
