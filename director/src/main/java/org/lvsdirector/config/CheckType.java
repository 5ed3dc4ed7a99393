package org.lvsdirector.config;

/** The types of check that the file knows. */
enum CheckType {
  TCP,
  HTTP,
  HTTPS
}
