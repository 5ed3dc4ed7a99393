/** Probes by gRPC's health checking protocol. */
package org.lvsdirector.healthcheck.grpc;
