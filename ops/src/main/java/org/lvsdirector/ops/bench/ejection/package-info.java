/**
 * Measures how long clients are sent to a real server that no longer serves them: this product
 * beside keepalived, in the lab.
 */
package org.lvsdirector.ops.bench.ejection;
