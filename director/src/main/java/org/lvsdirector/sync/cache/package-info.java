/** The connections of a node's kernel, in memory. */
package org.lvsdirector.sync.cache;
