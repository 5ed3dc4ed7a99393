/**
 * Benchmarks: this product beside keepalived in the same lab and the same run, measured from a
 * client's side.
 */
package org.lvsdirector.ops.bench;
