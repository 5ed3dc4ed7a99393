package org.lvsdirector.config.check;

/** The types of check that the file knows. */
public enum CheckType {
  /** A TCP connection, perhaps with something sent and answered. */
  TCP,
  /** A page. */
  HTTP,
  /** A page, in TLS. */
  HTTPS,
  /** gRPC's health checking. */
  GRPC,
  /** A name server. */
  DNS,
  /** A datagram. */
  UDP,
  /** An echo request. */
  ICMP,
  /** A mail server that takes mail. */
  SMTP,
  /** A mail server that lets mail be read. */
  IMAP,
  /** Another such. */
  POP3,
  /** Redis. */
  REDIS,
  /** MySQL and MariaDB. */
  MYSQL,
  /** PostgreSQL. */
  POSTGRES,
  /** A directory. */
  LDAP,
  /** A RADIUS server. */
  RADIUS,
  /** A program of one's own. */
  EXEC,
  /** A file. */
  FILE,
  /** An agent on the server. */
  AGENT
}
