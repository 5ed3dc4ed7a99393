/** What forwards: the rules of virtual services, and the two things that can carry them out. */
package org.lvsdirector.dataplane;
