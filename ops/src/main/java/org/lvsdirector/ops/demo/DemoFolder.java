package org.lvsdirector.ops.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.lvsdirector.cluster.membership.ClusterException;
import org.lvsdirector.cluster.membership.ClusterKey;
import org.lvsdirector.web.TokensFile;

/** A temporary folder with the files of the demonstration: key, tokens, two configurations. */
record DemoFolder(Path path) implements AutoCloseable {
  /** Makes it; only its owner has access. */
  static DemoFolder create(Places places) throws IOException, ClusterException {
    DemoFolder folder = new DemoFolder(Files.createTempDirectory("lvs-director-demo-"));
    try {
      ClusterKey.create(folder.path.resolve("cluster.p12"));
      new TokensFile(folder.path.resolve("tokens.yaml")).createIfAbsent();
      for (int number = 1; number <= 2; number++) {
        Files.writeString(folder.config("d" + number), DemoConfig.yaml(places, number));
      }
      return folder;
    } catch (IOException | ClusterException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  /** The configuration of a node. */
  Path config(String node) {
    return path.resolve(node + ".yaml");
  }

  /** Deletes it with all that is in it. */
  @Override
  public void close() {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
