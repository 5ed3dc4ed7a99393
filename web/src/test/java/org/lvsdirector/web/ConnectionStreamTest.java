package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionStreamTest {
  private static final String PATH = "/api/v1/connections";

  private Served api;

  @BeforeEach
  void serve() throws Exception {
    api = new Served(Optional.empty(), false);
  }

  @AfterEach
  void close() throws Exception {
    api.close();
  }

  @Test
  void theQuestionReachesTheNodeAndTheEntriesComeOneALine() throws Exception {
    api.node.connections = 3;
    String query = "?client=10.0.0.0/24&server=10.0.0.1:80&service=web&limit=5&node=d2";
    HttpResponse<String> answer = api.get(PATH + query);
    assertThat(api.node.asked)
        .containsExactly(
            "connections d2 client=10.0.0.0/24 server=10.0.0.1:80 service=web limit=5");
    assertThat(answer.body().lines()).hasSize(5);
    JsonNode json = new ObjectMapper().readTree(answer.body());
    assertThat(json.get("connections")).hasSize(3);
    assertThat(json.at("/connections/2/client").asText()).isEqualTo("192.0.2.7:2");
    assertThat(json.at("/nodes/0/read").asLong()).isEqualTo(3);
    assertThat(json.at("/cursor").asText()).isEqualTo("00000000000000ff");
  }

  @Test
  void noneIsAnAnswerToo() throws Exception {
    api.node.connections = 0;
    JsonNode json = new ObjectMapper().readTree(api.get(PATH).body());
    assertThat(json.get("connections")).isEmpty();
    assertThat(api.node.asked).containsExactly("connections limit=1000");
  }

  @Test
  void whatMakesNoSenseIsRefused() throws Exception {
    assertThat(api.get(PATH + "?client=everybody").statusCode()).isEqualTo(400);
    assertThat(api.get(PATH + "?colour=red").body()).contains("There is no parameter colour");
    assertThat(api.get(PATH + "?node=d9").statusCode()).isEqualTo(404);
  }

  @Test
  void aReaderThatDoesNotReadStopsTheLookUp() throws Exception {
    api.node.connections = 100_000_000;
    try (Socket socket = api.raw("GET " + PATH + "?limit=0 HTTP/1.1", "Host: localhost")) {
      InputStream in = socket.getInputStream();
      assertThat(in.read()).isEqualTo('H');
      long before;
      long now = -1;
      do {
        before = now;
        TimeUnit.MILLISECONDS.sleep(500);
        now = api.node.taken.get();
      } while (now != before);
      assertThat(now).as("waits for the reader").isBetween(1L, 1_000_000L);
      in.readNBytes(4_000_000);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (api.node.taken.get() == now) {
        assertThat(System.nanoTime()).as("it goes on").isLessThan(deadline);
        Thread.onSpinWait();
      }
    }
    api.node.over.get(20, TimeUnit.SECONDS);
    assertThat(api.node.taken.get()).as("left at once").isLessThan(2_000_000);
  }
}
