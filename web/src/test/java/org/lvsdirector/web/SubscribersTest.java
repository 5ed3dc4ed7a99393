package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lvsdirector.model.Addresses;

class SubscribersTest {
  private static final int ADDRESSES = 100;
  private static final int EACH = 20;
  private static final byte[] ASK =
      "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  @Test
  void ofThousandsSoManyAreHeardAsThereIsRoomFor() throws Exception {
    try (Served api = new Served(Optional.empty(), true)) {
      List<Socket> crowd = new ArrayList<>();
      try {
        for (int i = 0; i < ADDRESSES * EACH; i++) {
          crowd.add(
              subscribe(api, Addresses.parse("127.0.1." + (1 + i % ADDRESSES)).orElseThrow()));
        }
        Map<String, Integer> answers = new TreeMap<>();
        for (Socket each : crowd) {
          answers.merge(status(each), 1, Integer::sum);
        }
        assertThat(answers).containsOnlyKeys("200", "429", "closed").containsEntry("200", 200);
      } finally {
        for (Socket each : crowd) {
          each.close();
        }
      }
      Served.await(() -> isHeard(api));
      assertThat(api.node.asked).isEmpty();
    }
  }

  private static Socket subscribe(Served api, InetAddress from) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    socket.setSoTimeout(60_000);
    socket.connect(
        new InetSocketAddress(Addresses.parse("127.0.0.1").orElseThrow(), api.server.port()));
    try {
      socket.getOutputStream().write(ASK);
    } catch (SocketException closed) {
      // Its status will say so.
    }
    return socket;
  }

  /** Of the answer, or that there is none. */
  private static String status(Socket socket) throws IOException {
    try {
      byte[] head = socket.getInputStream().readNBytes(12);
      return head.length < 12 ? "closed" : new String(head, 9, 3, StandardCharsets.US_ASCII);
    } catch (SocketException reset) {
      return "closed";
    }
  }

  private static boolean isHeard(Served api) throws IOException {
    try (Socket again = subscribe(api, Addresses.parse("127.0.1.1").orElseThrow())) {
      return status(again).equals("200");
    }
  }
}
