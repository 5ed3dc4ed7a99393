package org.lvsdirector;

import io.vertx.core.Future;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.lvsdirector.cluster.Letter;
import org.lvsdirector.cluster.NodeReport;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.Role;
import org.lvsdirector.connections.ConnectionAnswer;
import org.lvsdirector.connections.ConnectionQuery;
import org.lvsdirector.connections.ConnectionSink;
import org.lvsdirector.connections.ConnectionSource;
import org.lvsdirector.connections.Lookups;
import org.lvsdirector.connections.Post;
import org.lvsdirector.model.VirtualService;

/** Where a node is asked for connections, its own and those of the others. Thread-safe. */
final class ConnectionDesk {
  private final String node;
  private final int configured;
  private final Lookups lookups;

  ConnectionDesk(
      Config config, ConnectionSource source, Supplier<List<VirtualService>> services, Post post) {
    node = config.node();
    configured = Math.max(1, config.cluster().members().size());
    lookups = new Lookups(node, source, services, post);
  }

  /** Looks up; see {@link Director#connections}. */
  Future<ConnectionAnswer> look(
      ConnectionQuery query, Optional<String> wanted, Picture picture, ConnectionSink sink) {
    List<String> nodes;
    try {
      nodes = nodes(node, wanted, picture);
    } catch (NoSuchElementException unknown) {
      return Future.failedFuture(unknown);
    }
    int missing = Math.max(0, configured - Math.max(1, picture.view().members().size()));
    return Future.fromCompletionStage(lookups.look(query, nodes, missing, sink));
  }

  /** Whom to ask: all members but witnesses, this node also while it is in no cluster. */
  static List<String> nodes(String self, Optional<String> wanted, Picture picture) {
    List<String> members =
        picture.view().members().isEmpty() ? List.of(self) : picture.view().nodes();
    if (wanted.isPresent()) {
      if (!members.contains(wanted.get())) {
        throw new NoSuchElementException(
            "%s is not in the cluster now; its members are %s"
                .formatted(wanted.get(), String.join(", ", members)));
      }
      return List.of(wanted.get());
    }
    return members.stream().filter(member -> !isWitness(picture, member)).toList();
  }

  private static boolean isWitness(Picture picture, String member) {
    return Optional.ofNullable(picture.reports().get(member))
        .map(NodeReport::role)
        .filter(Role.WITNESS::equals)
        .isPresent();
  }

  void onLetter(String sender, Letter letter) {
    lookups.onLetter(sender, letter);
  }

  void close() {
    lookups.close();
  }
}
