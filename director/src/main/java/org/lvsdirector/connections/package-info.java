/** Looking up connections: which server a client is on, and why, on all nodes. */
package org.lvsdirector.connections;
