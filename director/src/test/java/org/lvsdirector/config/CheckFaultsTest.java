package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckFaultsTest {
  @Test
  void keysBelongToTheirTypes() {
    assertFaults(
        "{type: udp, send: x, path: /, tls: true}",
        "check.path: is for http and https checks; this one is udp",
        "check.tls: is for tcp, https, grpc, smtp, imap, pop3, redis, mysql, postgres, ldap and"
            + " agent checks; this one is udp");
    assertFaults(
        "{type: exec, command: /bin/true, source: 192.0.2.9, fwmark: 1}",
        "check.source: is for checks over the network",
        "check.fwmark: is for checks over the network");
    assertFaults("{type: http, verify: false}");
    assertFaults(
        "{type: redis, verify: true, certificate-days: 3}",
        "check.verify: means nothing without TLS; add tls: true",
        "check.certificate-days: means nothing without TLS; add tls: true");
  }

  @Test
  void someTypesCannotDoWithoutAKey() {
    assertFaults("{type: dns}", "check.name: is required: domain name, at most 253 characters");
    assertFaults(
        "{type: exec}", "check.command: is required: text, at most 4096 characters without a zero");
    assertFaults(
        "{type: udp}",
        "check.send: is required: text, 1–4096 characters up to U+00FF, each of them a byte");
    assertFaults(
        "{type: file}", "check.file: is required: file, a name relative to this file's folder");
    assertFaults(
        "{type: radius}",
        "check.secret-file: is required: file, a name relative to this file's folder");
  }

  @Test
  void someKeysBelongTogether() {
    assertFaults(
        "{type: http, user: ann}",
        "check.user: user and password-file belong together; add the other");
    assertFaults("{type: ldap, user: cn=a}", "check.user: needs a password; add password-file");
    assertFaults("{type: mysql, user: ann}");
    assertFaults(
        "{type: http, json-value: UP}",
        "check.json-value: means nothing without json-pointer; add that");
    assertFaults(
        "{type: smtp, tls: true, starttls: true}",
        "check.starttls: tls and starttls exclude each other; keep one");
    assertFaults(
        "{type: postgres, database: shop}",
        "check.database: means nothing without a user; add one");
    assertFaults(
        "{type: dns, name: a.test, rcode: nxdomain, answers: 192.0.2.1}",
        "check.answers: an answer of rcode NXDOMAIN has no records");
  }

  @Test
  void filesHaveToBeThereButNotWhatIsWatched() {
    assertFaults("{type: file, file: /nowhere/state}");
    assertFaults(
        "{type: redis, password-file: /nowhere/pw}",
        "check.password-file: the file /nowhere/pw does not exist");
    assertFaults(
        "{type: https, verify: true, ca-file: /nowhere/ca, client-key: /nowhere/key}",
        "check.ca-file: the file /nowhere/ca does not exist",
        "check.client-key: client-certificate and client-key belong together; add the other",
        "check.client-key: the file /nowhere/key does not exist");
  }

  @Test
  void valuesAreOfTheirKinds() {
    assertFaults(
        "{type: http, method: get, headers: ['Host: x', oops], json-pointer: status}",
        "check.method: \"get\" is not a method of HTTP; write capital letters, such as GET, HEAD,"
            + " POST or OPTIONS",
        "check.headers[0]: Host is set by the check itself; see host, content, user",
        "check.headers[1]: \"oops\" is not a header; write such as X-Check: yes",
        "check.json-pointer: \"status\" is not a JSON pointer; write such as /status or"
            + " /checks/0/state");
    assertFaults(
        "{type: dns, name: a..b, record: B, rcode: x}",
        "check.rcode: \"x\" is not a response code; one of NOERROR, FORMERR, SERVFAIL, NXDOMAIN,"
            + " NOTIMP, REFUSED",
        "check.name: \"a..b\" is not a domain name; write labels of letters, digits, dashes and"
            + " underscores with dots between them",
        "check.record: \"B\" is not a type of record; one of A, NS, CNAME, SOA, PTR, MX, TXT, AAAA,"
            + " SRV");
    assertFaults(
        "{type: exec, command: [true, x], run-as: a b}",
        "check.command[0]: write the program's full path, which begins with a /",
        "check.run-as: \"a b\" is not a user of this machine; write a name of 1–32 letters, digits,"
            + " dots, dashes or underscores");
    assertFaults(
        "{send: €}", "check.send: \"€\" cannot be sent; write 1–4096 characters up to U+00FF");
  }

  @Test
  void someChecksNeedNoPort() {
    String service = "services: [{name: a, fwmark: 1, servers: [{address: 192.0.2.7}], check: ";
    for (String check :
        new String[] {
          "{type: icmp}",
          "{type: file, file: x}",
          "{type: exec, command: [/bin/true, '{address}']}",
          "{port: 80}"
        }) {
      assertThat(Yaml.faults(service + check + "}]\n")).as(check).isEmpty();
    }
    assertThat(Yaml.faults(service + "{type: exec, command: [/bin/true, '{port}']}}]\n"))
        .hasSize(1)
        .allMatch(fault -> fault.contains("there is no port to check"));
  }

  private static void assertFaults(String check, String... faults) {
    String text = "services: [{name: a, address: '192.0.2.1:80', check: " + check + "}]\n";
    assertThat(Yaml.faults(text).stream().map(it -> it.replaceFirst(".*services\\[0]\\.", "")))
        .as(check)
        .containsExactlyInAnyOrder(faults);
  }
}
