/** The entry of the command lvs-director, and where its log goes. */
package org.lvsdirector.ops;
