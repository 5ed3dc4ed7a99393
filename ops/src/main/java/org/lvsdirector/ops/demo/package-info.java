/** The demonstration: two directors, three real servers and a client on loopback addresses. */
package org.lvsdirector.ops.demo;
