/** Tells programs and web servers outside of what happens on the node. */
package org.lvsdirector.notify;
