/** What a real server's own machine needs for its forwarding method, done, undone and shown. */
package org.lvsdirector.realserver;
