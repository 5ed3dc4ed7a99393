package org.lvsdirector.ops;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of a node without a cluster, on an embedded data plane and free ports. */
final class SingleNode {
  final Path file;
  final int apiPort;
  final int servicePort;

  SingleNode(Path folder) throws IOException {
    file = folder.resolve("d1.yaml");
    apiPort = freePort();
    servicePort = freePort();
    write("");
  }

  /** Writes the configuration anew, with more lines at its end. */
  void write(String more) throws IOException {
    write("{address: 127.0.0.1:9, weight: 1}", more);
  }

  /** Writes the configuration anew, with these real servers. */
  void write(String servers, String more) throws IOException {
    Files.writeString(
        file,
        """
        node: d1
        cluster: {name: alone}
        dataplane: embedded
        vip-groups:
          - {name: web, interface: lo, vips: [127.0.0.1/32]}
        services:
          - name: web
            address: 127.0.0.1:%d
            scheduler: rr
            forward: nat
            check: {type: tcp, interval: 100ms, timeout: 100ms, rise: 1, fall: 2}
            servers: [%s]
        api: {listen: 127.0.0.1:%d, tokens-file: tokens.yaml}
        %s
        """
            .formatted(servicePort, servers, apiPort, more));
  }

  boolean isAlive() {
    return answers("/livez");
  }

  boolean isReady() {
    return answers("/readyz");
  }

  private boolean answers(String path) {
    try {
      HttpURLConnection asked =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + apiPort + path).toURL().openConnection();
      asked.setConnectTimeout(1000);
      asked.setReadTimeout(1000);
      return asked.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
