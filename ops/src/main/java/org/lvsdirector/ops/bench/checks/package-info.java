/**
 * Measures what checking thousands of servers costs: this product beside keepalived, in the lab.
 */
package org.lvsdirector.ops.bench.checks;
