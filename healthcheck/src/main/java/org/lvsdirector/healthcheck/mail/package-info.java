/**
 * Probes of mail servers: SMTP, IMAP and POP3, each up to the point where a client would log in.
 */
package org.lvsdirector.healthcheck.mail;
