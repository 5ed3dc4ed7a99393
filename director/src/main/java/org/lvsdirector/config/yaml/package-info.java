/**
 * A small typed reader of YAML: keys with kinds, defaults and ranges; every fault with its place.
 */
package org.lvsdirector.config.yaml;
