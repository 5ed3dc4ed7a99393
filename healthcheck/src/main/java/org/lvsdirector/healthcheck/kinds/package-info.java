/** All kinds of probe that there are, put together. */
package org.lvsdirector.healthcheck.kinds;
