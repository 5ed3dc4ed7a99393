/** What each take-over of this node cost: found out beside it, kept, and told. */
package org.lvsdirector.failover;
