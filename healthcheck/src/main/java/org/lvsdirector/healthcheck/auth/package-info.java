/** Probes of servers that know who people are: LDAP and RADIUS. */
package org.lvsdirector.healthcheck.auth;
