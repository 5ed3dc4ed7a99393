package org.lvsdirector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveTest {
  private final FakeNode d1 = new FakeNode("d1");
  private final FakeNode d2 = new FakeNode("d2");
  private Served first;
  private Served second;

  @BeforeEach
  void serve() throws Exception {
    FakeNode.join(d1, d2);
    first = new Served(d1, Optional.empty(), true);
    second = new Served(d2, Optional.empty(), true);
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
  }

  /** A stream that is read event by event. */
  private static final class Stream implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader lines;
    String id = "";

    Stream(Served api, String path, String... headers) throws IOException {
      List<String> head = new ArrayList<>(List.of("GET " + path + " HTTP/1.1", "Host: localhost"));
      head.addAll(List.of(headers));
      socket = api.raw(head.toArray(String[]::new));
      lines =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The data of the next event of a kind. */
    String next(String kind) throws IOException {
      String newest = "";
      boolean ours = false;
      String line;
      while ((line = lines.readLine()) != null) {
        if (line.startsWith("id: ")) {
          newest = line.substring(4);
        } else if (line.startsWith("event: ")) {
          ours = line.equals("event: " + kind);
        } else if (line.startsWith("data: ") && ours) {
          id = newest;
          return line.substring(6);
        }
      }
      throw new IOException("the stream ended");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @Test
  void tellsOfTheClusterAgainAndAgain() throws Exception {
    try (Stream live = new Stream(first, "/api/v1/live")) {
      assertThat(live.next("hello")).isEqualTo("{\"node\":\"d1\"}");
      assertThat(live.next("cluster")).contains("\"coordinator\":\"d1\"");
      assertThat(live.next("cluster")).contains("\"coordinator\":\"d1\"");
    }
  }

  @Test
  void tellsWhatHappensOnAnyNode() throws Exception {
    try (Stream live = new Stream(first, "/api/v1/live")) {
      live.next("cluster");
      d1.events.emit("master", "web", "here");
      assertThat(live.next("event")).contains("\"node\":\"d1\"", "here");
      d2.events.emit("backup", "web", "there");
      assertThat(live.next("event")).contains("\"node\":\"d2\"", "there");
    }
  }

  @Test
  void givesAllAtOnceToWhoComesLate() throws Exception {
    for (int i = 1; i <= 200; i++) {
      d1.events.emit("server-down", "web", i + " " + "x".repeat(1000));
    }
    try (Stream live = new Stream(first, "/api/v1/live")) {
      for (int i = 1; i <= 200; i++) {
        assertThat(live.next("event")).contains("\"" + i + " x");
      }
      assertThat(live.next("cluster")).contains("\"coordinator\":\"d1\"");
    }
  }

  @Test
  void goesOnAtAnotherNodeWithoutGapsOrRepetition() throws Exception {
    d1.events.emit("a", "x", "one");
    d2.events.emit("b", "x", "two");
    String id;
    try (Stream live = new Stream(first, "/api/v1/live")) {
      live.next("event");
      live.next("event");
      id = live.id;
    }
    assertThat(id).matches("d1@\\d+:1,d2@\\d+:1");
    d1.events.emit("a", "x", "three");
    d2.events.emit("b", "x", "four");
    try (Stream live = new Stream(second, "/api/v1/live", "Last-Event-ID: " + id)) {
      assertThat(List.of(live.next("event"), live.next("event")))
          .anySatisfy(event -> assertThat(event).contains("three"))
          .anySatisfy(event -> assertThat(event).contains("four"));
    }
  }

  @Test
  void namesServicesThatLookDifferent() throws Exception {
    try (Stream live = new Stream(first, "/api/v1/live")) {
      live.next("cluster");
      live.next("cluster");
      d1.rows =
          List.of(Samples.service("web", "d1", List.of(Samples.server("10.0.0.1:80", "down", ""))));
      d1.events.emit("server-down", "web/10.0.0.1:80", "refused");
      assertThat(live.next("rows")).isEqualTo("{\"names\":[\"web\"],\"all\":false}");
    }
  }

  @Test
  void eventsOfAllNodesComeAsAListToo() throws Exception {
    d1.events.emit("a", "x", "one");
    d2.events.emit("b", "x", "two");
    assertThat(first.get("/api/v1/events?scope=cluster&follow=false").body())
        .contains("one", "two");
    assertThat(first.get("/api/v1/events?scope=cluster&follow=false&after=x").statusCode())
        .isEqualTo(400);
    assertThat(first.get("/api/v1/live?after=d1@1:2,").statusCode()).isEqualTo(400);
  }

  @Test
  void thereIsRoomForSomeStreamsOfAnAddressOnly() throws Exception {
    List<Stream> streams = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        streams.add(new Stream(first, i % 2 == 0 ? "/api/v1/live" : "/api/v1/events"));
      }
      streams.get(18).next("hello");
      var answer = first.get("/api/v1/live");
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      streams.remove(0).close();
      Served.await(() -> first.get("/api/v1/events?follow=false").statusCode() == 200);
      Served.await(
          () -> {
            try (Stream again = new Stream(first, "/api/v1/live")) {
              return again.lines.readLine().contains("200");
            }
          });
    } finally {
      for (Stream stream : streams) {
        stream.close();
      }
    }
  }
}
