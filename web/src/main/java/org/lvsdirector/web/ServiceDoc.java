package org.lvsdirector.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.lvsdirector.ServiceRow;
import org.lvsdirector.traffic.Series;

/** A service with its last minutes. */
record ServiceDoc(@JsonUnwrapped ServiceRow row, Series series) {}
