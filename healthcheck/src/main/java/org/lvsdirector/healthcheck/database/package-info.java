/** Probes of databases: Redis, MySQL and MariaDB, PostgreSQL. */
package org.lvsdirector.healthcheck.database;
