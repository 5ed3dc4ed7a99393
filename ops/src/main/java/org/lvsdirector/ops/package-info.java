/** The command lvs-director. */
package org.lvsdirector.ops;
