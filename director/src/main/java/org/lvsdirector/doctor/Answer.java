package org.lvsdirector.doctor;

/** What came of trying to open a connection. */
enum Answer {
  ACCEPTED,
  REFUSED,
  SILENT
}
