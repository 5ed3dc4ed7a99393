/** What nodes ask each other on behalf of those who look at all of them: short questions. */
package org.lvsdirector.peers;
