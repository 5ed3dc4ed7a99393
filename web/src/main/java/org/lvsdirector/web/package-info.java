/** The REST API and the event stream of a running director. */
package org.lvsdirector.web;
