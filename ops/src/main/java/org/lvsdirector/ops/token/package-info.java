/** The commands that say who may use a node's API. */
package org.lvsdirector.ops.token;
