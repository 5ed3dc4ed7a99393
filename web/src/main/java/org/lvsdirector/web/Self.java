package org.lvsdirector.web;

import org.lvsdirector.Brief;
import org.lvsdirector.traffic.Series;

/**
 * What a node tells another of itself.
 *
 * @param url where its API is, as others reach it; empty = nowhere
 * @param series of the services that it is in charge of
 */
record Self(Brief brief, String url, ProcessUse process, Series series) {}
