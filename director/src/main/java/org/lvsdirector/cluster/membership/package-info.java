/**
 * The edge to the group communication: who is in the cluster now, and messages between members. All
 * of JGroups and of its TLS sockets is in here.
 */
package org.lvsdirector.cluster.membership;
