/** Which servers of a service get its traffic, by operator, checks and the service's policy. */
package org.lvsdirector.pool;
