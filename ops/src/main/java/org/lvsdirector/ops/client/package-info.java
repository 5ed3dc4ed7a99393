/** Commands that ask a running node by its REST API, and how they show what it answers. */
package org.lvsdirector.ops.client;
