package org.lvsdirector.ops.client;

import java.io.IOException;
import java.util.Iterator;
import java.util.function.Consumer;
import org.lvsdirector.connections.ConnectionAnswer;
import org.lvsdirector.connections.ConnectionAnswer.NodeAnswer;
import org.lvsdirector.connections.ConnectionEntry;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.web.Json;

/** Connections for people, printed while they come; the node sends an entry a line. */
final class ConnectionsText {
  /** After so many the heading comes again, and what was printed is forgotten. */
  private static final int SCREEN = 1000;

  private static final String FIRST = "{\"connections\":[";

  private final Consumer<String> out;

  ConnectionsText(Consumer<String> out) {
    this.out = out;
  }

  /** Prints the lines of an answer. */
  void print(Iterator<String> lines) throws CommandFailure {
    try {
      if (!lines.hasNext() || !lines.next().equals(FIRST)) {
        throw new IOException("the answer does not begin with connections");
      }
      Table table = table();
      int rows = 0;
      while (lines.hasNext()) {
        String line = lines.next();
        if (line.startsWith("]")) {
          if (rows > 0) {
            out.accept(table.toString());
          }
          finish(Json.read("{" + line.substring(2), ConnectionAnswer.class));
          return;
        }
        add(table, Json.read(withoutComma(line), ConnectionEntry.class));
        if (++rows % SCREEN == 0) {
          out.accept(table.toString());
          table = table();
          rows = 0;
        }
      }
      throw new IOException("the answer breaks off");
    } catch (IOException | RuntimeException broken) {
      throw CommandFailure.refused(
          "the node's answer can not be read to its end: " + broken.getMessage(), broken);
    }
  }

  private static String withoutComma(String line) {
    return line.endsWith(",") ? line.substring(0, line.length() - 1) : line;
  }

  private static Table table() {
    return new Table(
        "NODE",
        "KIND",
        "PROTOCOL",
        "CLIENT",
        "ADDRESS",
        "SERVICE",
        "SERVER",
        "STATE",
        "EXPIRES",
        "ORIGIN",
        "CHOSEN BY",
        "SEEN AS");
  }

  private static void add(Table table, ConnectionEntry entry) {
    table.row(
        entry.node(),
        entry.kind(),
        entry.protocol(),
        entry.client(),
        entry.address(),
        dashed(entry.service()),
        entry.server(),
        entry.state(),
        entry.expires() + " s",
        dashed(entry.origin()),
        dashed(entry.chosenBy()),
        dashed(entry.seenAs()));
  }

  private static String dashed(String text) {
    return text.isEmpty() ? "-" : text;
  }

  private void finish(ConnectionAnswer answer) {
    long found = answer.nodes().stream().mapToLong(NodeAnswer::found).sum();
    if (found == 0) {
      out.accept("no such connection\n");
    }
    for (NodeAnswer node : answer.nodes()) {
      if (!node.fault().isEmpty()) {
        out.accept(node.node() + " " + node.fault() + "\n");
      }
    }
    if (answer.missing() > 0) {
      out.accept(
          "%d configured member(s) are not in the cluster now and were not asked\n"
              .formatted(answer.missing()));
    }
    if (!answer.cursor().isEmpty()) {
      out.accept("there are more: --cursor " + answer.cursor() + ", or --limit 0 for all\n");
    }
  }
}
