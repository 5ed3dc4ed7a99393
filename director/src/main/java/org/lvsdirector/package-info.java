/** A running node: wires the rooms together and shows what they do. */
package org.lvsdirector;
