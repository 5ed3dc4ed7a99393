/** The terminal as a whole screen, for what is shown live. */
package org.lvsdirector.ops.terminal;
