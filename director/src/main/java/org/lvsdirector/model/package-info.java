/** The words of the field as immutable values: services, servers, VIPs, mandates. No I/O. */
package org.lvsdirector.model;
