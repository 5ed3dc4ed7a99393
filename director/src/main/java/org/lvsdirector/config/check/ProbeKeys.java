package org.lvsdirector.config.check;

import java.util.List;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Kinds;
import org.lvsdirector.config.yaml.Source;
import org.lvsdirector.healthcheck.dns.DnsProbe;
import org.lvsdirector.healthcheck.dns.RecordType;
import org.lvsdirector.healthcheck.dns.ResponseCode;
import org.lvsdirector.healthcheck.http.Expectation.StatusRange;
import org.lvsdirector.healthcheck.http.HttpLogin;
import org.lvsdirector.healthcheck.http.Request.Header;
import org.lvsdirector.healthcheck.text.Regex;

/** The keys of {@code check:} that belong to some types of check. */
final class ProbeKeys {
  static final Key<String> SEND =
      Key.optional(
          "send",
          TextKinds.BYTES,
          "nothing",
          "Sent first; UDP checks need it. Escapes as in YAML.");
  static final Key<Regex> REPLY =
      Key.optional(
          "reply",
          TextKinds.REGEX,
          "none is waited for",
          "Must be found in the answer's first 16 KiB, of which each byte is a character.");

  static final Key<String> METHOD = Key.of("method", HttpKinds.METHOD, "GET", "How it is asked.");
  static final Key<String> PATH = Key.of("path", HttpKinds.PATH, "/", "Path to ask for.");
  static final Key<String> HOST =
      Key.optional(
          "host",
          HttpKinds.HOST,
          "the server's address",
          "Host field of the request, and server name in TLS.");
  static final Key<Header> HEADERS =
      Key.optional("headers", HttpKinds.HEADER, "none", "Header or list of headers to send.");
  static final Key<String> CONTENT =
      Key.optional("content", TextKinds.ARGUMENT, "none", "The request's body, sent in UTF-8.");
  static final Key<List<StatusRange>> EXPECT =
      Key.of("expect", HttpKinds.EXPECT, "200-399", "Status codes that count as success.");
  static final Key<Regex> BODY =
      Key.optional(
          "body", TextKinds.REGEX, "any body will do", "Must be found in the body's first 64 KiB.");
  static final Key<String> JSON_POINTER =
      Key.optional(
          "json-pointer",
          HttpKinds.POINTER,
          "the body need not be JSON",
          "A place in the body (RFC 6901) where something other than false and null must be.");
  static final Key<String> JSON_VALUE =
      Key.optional(
          "json-value",
          TextKinds.ARGUMENT,
          "anything but false and null",
          "What must be at json-pointer; strings are written without quotes.");
  static final Key<HttpLogin.Scheme> AUTH =
      Key.of(
          "auth",
          Kinds.label(HttpLogin.Scheme.class, "a way to log in"),
          "basic",
          "How user and password are shown: basic sends them with the first request, digest answers"
              + " the server's challenge.");
  static final Key<Boolean> HTTP2 =
      Key.of("http2", Kinds.BOOL, "false", "Whether to speak HTTP/2.");

  static final Key<String> SERVICE =
      Key.optional(
          "service",
          TextKinds.USER,
          "the server as a whole",
          "The service whose health is asked for.");

  static final Key<String> NAME =
      Key.optional("name", DnsKinds.DOMAIN, "none; dns checks need one", "What is asked about.");
  static final Key<RecordType> RECORD =
      Key.of(
          "record",
          DnsKinds.constant(RecordType.class, "a type of record"),
          "A",
          "The type of record that is asked for.");
  static final Key<String> ANSWERS =
      Key.optional(
          "answers",
          DnsKinds.ANSWER,
          "any record of the type will do",
          "Record or list of records that must all be among the answers.");
  static final Key<ResponseCode> RCODE =
      Key.of(
          "rcode",
          DnsKinds.constant(ResponseCode.class, "a response code"),
          "NOERROR",
          "The code that the answer must have.");
  static final Key<DnsProbe.Transport> TRANSPORT =
      Key.of(
          "transport",
          Kinds.label(DnsProbe.Transport.class, "a transport"),
          "udp",
          "udp asks again by TCP where the answer is too long; both asks by UDP and then by TCP.");

  static final Key<String> HELO =
      Key.of("helo", HttpKinds.HOST, "localhost", "The name that EHLO gives.");

  static final Key<String> DATABASE =
      Key.optional(
          "database", TextKinds.USER, "the one named like the user", "What the session is for.");

  static final Key<String> COMMAND =
      Key.optional(
          "command",
          TextKinds.ARGUMENT,
          "none; exec checks need one",
          "The program's full path and its arguments, a list; no shell looks at them. {address} and"
              + " {port} stand for the server's, which are in LVS_ADDRESS and LVS_PORT too.");
  static final Key<String> RUN_AS =
      Key.optional(
          "run-as",
          ExecKinds.USER,
          "as the director",
          "The user as whom the program runs; takes CAP_SETUID, CAP_SETGID and CAP_KILL.");
  static final Key<Integer> EXIT_CODES =
      Key.of("exit-codes", Kinds.integer(0, 255), "0", "Exit code or codes that are success.");
  static final Key<Boolean> EXIT_WEIGHT =
      Key.of(
          "exit-weight",
          Kinds.BOOL,
          "false",
          "Whether exit codes 2–127 are success and set the weight to that less 2.");

  static final Key<String> FILE =
      Key.optional(
          "file",
          Source.NAME,
          "none; file checks need one",
          "Its first line says up, down, drain, maint, a weight, or a percentage of it. A file that"
              + " is not there means down.");

  private ProbeKeys() {}
}
