/**
 * Benchmarks: this product beside keepalived and {@code ipvsadm} in the same lab and the same run.
 */
package org.lvsdirector.ops.bench;
