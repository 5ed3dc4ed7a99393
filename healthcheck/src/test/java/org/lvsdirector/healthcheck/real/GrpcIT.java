package org.lvsdirector.healthcheck.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lvsdirector.healthcheck.grpc.GrpcProbe;
import org.lvsdirector.healthcheck.testing.Identity;
import org.lvsdirector.healthcheck.tls.Tls;

/** gRPC against grpc's own server library. */
@Tag("lab")
class GrpcIT {
  private static final String SERVER =
      """
      import sys, grpc
      from concurrent import futures

      class Health(grpc.GenericRpcHandler):
          def service(self, call):
              if call.method != '/grpc.health.v1.Health/Check':
                  return None
              def check(request, context):
                  if request == b'':
                      return b'\\x08\\x01'
                  if request == b'\\x0a\\x09shop.Cart':
                      return b'\\x08\\x02'
                  context.abort(grpc.StatusCode.NOT_FOUND, 'unknown service')
              return grpc.unary_unary_rpc_method_handler(check)

      def read(name):
          with open(name, 'rb') as file:
              return file.read()

      server = grpc.server(futures.ThreadPoolExecutor(2))
      server.add_generic_rpc_handlers((Health(),))
      server.add_insecure_port('127.0.0.1:' + sys.argv[1])
      server.add_secure_port('127.0.0.1:' + sys.argv[2], grpc.ssl_server_credentials(
          [(read('lb.test.key'), read('lb.test.pem'))]))
      server.start()
      server.wait_for_termination()
      """;

  @TempDir Path folder;

  @Test
  void asksForHealth() throws Exception {
    Identity identity = Identity.create(folder, "lb.test", 90);
    int plain = RealServer.freePort();
    int secured = RealServer.freePort();
    Path file = Files.writeString(folder.resolve("server.py"), SERVER);
    try (Probing probing = new Probing();
        RealServer server =
            RealServer.start(
                folder, secured, "/usr/bin/python3", file.toString(), "" + plain, "" + secured)) {
      assertThat(probing.ok(plain, probe("", Optional.empty()))).contains(": SERVING after ");
      assertThat(probing.ok(secured, probe("", Probing.verified(identity, "lb.test"))))
          .as(server.said())
          .contains(": SERVING after ");
      assertThat(probing.failed(plain, probe("shop.Cart", Optional.empty())))
          .contains(": NOT_SERVING after ");
      assertThat(probing.failed(plain, probe("none", Optional.empty())))
          .contains("grpc-status 5, no such service: unknown service");
      assertThat(probing.failed(secured, probe("", Probing.verified(identity, "other.test"))))
          .contains("TLS failed");
    }
  }

  private static GrpcProbe probe(String service, Optional<Tls> tls) {
    return new GrpcProbe(service, Optional.empty(), tls);
  }
}
