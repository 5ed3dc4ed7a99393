package org.lvsdirector.ops.node;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.lvsdirector.Director;
import org.lvsdirector.StateFile;
import org.lvsdirector.config.Config;
import org.lvsdirector.config.ConfigException;
import org.lvsdirector.config.Fault;
import org.lvsdirector.ops.command.CommandFailure;
import org.lvsdirector.web.ApiServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node with its API, from start to stop. */
public final class NodeProcess {
  private static final Logger log = LoggerFactory.getLogger(NodeProcess.class);
  private static final int START_SECONDS = 30;
  private static final int HAND_OVER_SECONDS = 5;
  private static final int CLOSE_SECONDS = 2;

  private final Vertx vertx;
  private final RunningNode node;
  private final ApiServer api;
  private final String directorDeployment;
  private final StateFile state;

  private NodeProcess(
      Vertx vertx, RunningNode node, ApiServer api, String directorDeployment, StateFile state) {
    this.vertx = vertx;
    this.node = node;
    this.api = api;
    this.directorDeployment = directorDeployment;
    this.state = state;
  }

  /**
   * Starts a node that keeps nothing on its disk.
   *
   * @param nodeName the node's name where the file has none; null = the host's name
   * @throws CommandFailure when it cannot start; nothing of it is left then
   */
  public static NodeProcess start(Path path, String nodeName) throws CommandFailure {
    NodeFile file = NodeFile.of(path, nodeName);
    return start(file, file.readOrRefuse(), 0, StateFile.none());
  }

  /**
   * Starts a node. The API comes first: a node that nobody can ask must not take an address.
   *
   * @param firstChanges how many changes of rules were made already
   * @param state what the node keeps; closed with it
   * @throws CommandFailure when it cannot start; nothing of it is left then
   */
  static NodeProcess start(NodeFile file, Config config, int firstChanges, StateFile state)
      throws CommandFailure {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(8)
                .setPreferNativeTransport(true)
                // Nothing is served from jars; a cache would be left in /tmp by a kill -9.
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    Director director = new Director(config, firstChanges, state);
    RunningNode node = new RunningNode(vertx, director, config, file);
    ApiServer api = new ApiServer(node, config.api());
    try {
      String deployment =
          vertx
              .deployVerticle(api)
              .compose(listening -> vertx.deployVerticle(director))
              .await(START_SECONDS, TimeUnit.SECONDS);
      log.info(
          "node {} runs with {} (SHA-256 {}), dataplane {}, API on {}",
          config.node(),
          file.path(),
          config.hash().brief(),
          config.dataplane().name().toLowerCase(Locale.ROOT),
          config.api().listen());
      return new NodeProcess(vertx, node, api, deployment, state);
    } catch (TimeoutException late) {
      close(vertx);
      throw CommandFailure.refused(
          "node " + config.node() + " did not start within " + START_SECONDS + " s", late);
    } catch (Exception refused) {
      close(vertx);
      throw CommandFailure.refused(String.valueOf(refused.getMessage()), refused);
    }
  }

  /** Reads the file again and puts it in force; returns at once. A faulty file changes nothing. */
  void reload() {
    node.reload()
        .compose(reloaded -> api.reloadTokens())
        .onFailure(
            refused -> {
              if (refused instanceof ConfigException faulty) {
                log.error("the configuration is refused; the one in force stays");
                faulty.faults().stream().map(Fault::toString).forEach(log::error);
              } else {
                log.error("the configuration is not in force: {}", refused.getMessage());
              }
            });
  }

  /** Hands over and stops, within some seconds. */
  public void stop(String why) {
    log.info("{}: handing over, then stopping", why);
    Future<Void> handedOver = vertx.undeploy(directorDeployment);
    try {
      handedOver.await(HAND_OVER_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      log.warn("the hand-over takes longer than {} s; leaving now", HAND_OVER_SECONDS);
    } catch (RuntimeException failed) {
      log.warn("the hand-over failed: {}", failed.getMessage());
    }
    state.close();
    close(vertx);
  }

  private static void close(Vertx vertx) {
    try {
      vertx.close().await(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      log.warn("closing takes longer than {} s; leaving now", CLOSE_SECONDS);
    }
  }
}
