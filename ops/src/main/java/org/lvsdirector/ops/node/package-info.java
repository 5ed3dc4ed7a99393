/** Commands that are a node, or work on a node's files: run, check-config, cluster-key. */
package org.lvsdirector.ops.node;
