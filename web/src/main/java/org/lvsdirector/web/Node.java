package org.lvsdirector.web;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lvsdirector.Brief;
import org.lvsdirector.ClusterSight;
import org.lvsdirector.ConfigChange;
import org.lvsdirector.EventLog;
import org.lvsdirector.ServerChange;
import org.lvsdirector.ServiceRow;
import org.lvsdirector.SnatOwner;
import org.lvsdirector.Status;
import org.lvsdirector.connections.ConnectionAnswer;
import org.lvsdirector.connections.ConnectionQuery;
import org.lvsdirector.connections.ConnectionSink;
import org.lvsdirector.drain.DrainStatus;
import org.lvsdirector.failover.FailoverReport;
import org.lvsdirector.model.Endpoint;
import org.lvsdirector.peers.Peers;
import org.lvsdirector.traffic.Series;

/**
 * What the API asks of a running node. Calls return at once; a future that fails with {@link
 * java.util.NoSuchElementException} names something the node does not have, with {@link
 * IllegalArgumentException} something it cannot accept, with {@link IllegalStateException}
 * something it cannot do now.
 */
public interface Node {
  /** What the node knows at this moment. */
  Status status();

  /** Since when it runs. */
  Instant startedAt();

  /** The same in brief. */
  Brief brief();

  /** The cluster as the node sees it. */
  ClusterSight sight();

  /**
   * All services with their servers, in the order of the configuration, each made when it is looked
   * at; a look at all takes a moment.
   */
  Stream<ServiceRow> rows();

  /** Those of these names; what is not there is left out. */
  List<ServiceRow> rows(Set<String> names);

  /** The names of all services, in the order of the configuration. */
  List<String> names();

  /** The last minutes of the services that the node is in charge of, together. */
  Series series();

  /** The last minutes of a service. */
  Series series(String service);

  /** The last minutes of a server; empty in a large table. */
  Series series(String service, String server);

  /** The way to ask other nodes. */
  Peers peers();

  /** What happened on the node. */
  EventLog events();

  /**
   * Moves a VIP group to another node, or to the best one where none is named.
   *
   * @param force also to a node that lacks connections of the group
   */
  Future<Void> failover(String group, Optional<String> toNode, boolean force);

  /** Sets a real server's weight or administrative state; what is empty stays as it is. */
  Future<Void> setServer(String service, String server, ServerChange change);

  /**
   * Adds a service on all nodes.
   *
   * @param section it, as a configuration file has it, in brackets
   * @return its name; fails with a {@link org.lvsdirector.config.ConfigException} where the section
   *     is unsound
   */
  Future<String> addService(String section);

  /** Takes a service out on all nodes. */
  Future<Void> removeService(String service);

  /**
   * Adds a server to a service on all nodes.
   *
   * @return its address and port; fails as {@link #addService} does
   */
  Future<String> addServer(String service, String section);

  /** Takes a server out of its service on all nodes. */
  Future<Void> removeServer(String service, String server);

  /** How far each drain is, as this node sees it. */
  List<DrainStatus> drains();

  /** Whose connections a FullNAT server sees from this port of a SNAT address. */
  Future<List<SnatOwner>> snatOwners(Endpoint snat);

  /**
   * Looks up connections.
   *
   * @param node to ask this node only; empty = all
   * @param sink gets the entries on a thread that may wait
   */
  Future<ConnectionAnswer> connections(
      ConnectionQuery query, Optional<String> node, ConnectionSink sink);

  /** What the node's last take-overs cost, oldest first. */
  List<FailoverReport> failovers();

  /** Reads the configuration file again and puts it in force. */
  Future<Void> reload();

  /** The changes that a configuration text would make, one line each. */
  Future<List<String>> plan(String yaml);

  /** Writes what operators changed into the configuration files of all members. */
  Future<Void> saveChanges();

  /** What operators changed against the configuration file. */
  List<ConfigChange> configChanges();

  /** The text of the configuration file as it is on disk. */
  Future<String> configText();
}
