/** What a node shows and does for those who ask over HTTP: REST, server-sent events, probes. */
package org.lvsdirector.web;
