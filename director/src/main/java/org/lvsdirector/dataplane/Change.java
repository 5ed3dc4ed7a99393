package org.lvsdirector.dataplane;

import org.lvsdirector.model.Endpoint;
import org.lvsdirector.model.ServiceKey;

/** One step of a plan; each is one message to the kernel. */
public sealed interface Change {
  /** The service that the step belongs to. */
  ServiceKey key();

  /** IPVS_CMD_NEW_SERVICE. */
  record AddService(Service service) implements Change {
    @Override
    public ServiceKey key() {
      return service.key();
    }
  }

  /** IPVS_CMD_SET_SERVICE. */
  record SetService(Service service) implements Change {
    @Override
    public ServiceKey key() {
      return service.key();
    }
  }

  /** IPVS_CMD_DEL_SERVICE, with all its destinations. */
  record DeleteService(ServiceKey key) implements Change {}

  /** IPVS_CMD_NEW_DEST. */
  record AddDestination(ServiceKey key, Destination destination) implements Change {}

  /** IPVS_CMD_SET_DEST. */
  record SetDestination(ServiceKey key, Destination destination) implements Change {}

  /** IPVS_CMD_DEL_DEST. */
  record DeleteDestination(ServiceKey key, Endpoint endpoint) implements Change {}
}
