package org.lvsdirector.config.yaml;

/** A value and the place in the file that it was read from. */
public record Item<T>(T value, Spot spot) {}
