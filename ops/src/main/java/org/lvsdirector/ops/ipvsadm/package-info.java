/** The command ipvsadm as its users know it, on the same kernel but with clearer refusals. */
package org.lvsdirector.ops.ipvsadm;
