package org.lvsdirector.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that are none of their kind, or out of range. */
class ValueFaultsTest {
  private static final String SERVICE = "services:\n- name: s\n  address: 192.0.2.1:80\n  ";
  private static final String GROUP = "vip-groups:\n- name: g\n  interface: lo\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          detect: 300        | 2:11 | 300 has no unit; write a duration such as 300ms, 5s, 2m or 1h
          detect: soon       | 2:11 | "soon" is not a duration; write one such as 300ms, 5s, 2m or 1h
          detect: 99ms       | 2:11 | 99ms is out of range; write a duration from 100ms–60s
          detect: 61s        | 2:11 | 61s is out of range; write a duration from 100ms–60s
          port: 0            | 2:9  | 0 is out of range; write a number from 1–65535
          port: 65536        | 2:9  | 65536 is out of range; write a number from 1–65535
          port: http         | 2:9  | "http" is not a whole number; write one from 1–65535
          port: 07800        | 2:9  | "07800" is not a whole number; write one from 1–65535
          insecure: yes      | 2:13 | "yes" is neither true nor false; write true
          insecure: perhaps  | 2:13 | "perhaps" is neither true nor false; write one of the two
          bind: 0.0.0.0      | 2:9  | 0.0.0.0 is not the address of one machine
          bind: 224.0.0.1    | 2:9  | 224.0.0.1 is not the address of one machine
          bind: 300.1.1.1    | 2:9  | "300.1.1.1" is not an address; write a literal one, such as 192.0.2.1 or 2001:db8::1
          name: two words    | 2:9  | "two words" is not a name; write 1–63 letters, digits, dots, dashes or underscores
          interface: a/b     | 2:14 | "a/b" is not the name of a network interface; write at most 15 visible ASCII characters without / and :
          quorum: majorty    | 2:11 | "majorty" is not a quorum; did you mean majority? One of none, majority
          role: boss         | 2:9  | "boss" is not a role; one of director, witness
          """)
  void ofTheCluster(String line, String place, String message) {
    assertFault("cluster:\n  " + line, place, "cluster." + key(line), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vips: 192.0.2.1/33                | 4:9  | prefix length /33 is out of range; write one from 1–32
          vips: 192.0.2.1/0                 | 4:9  | prefix length /0 is out of range; write one from 1–32
          vips: www.example.com             | 4:9  | "www.example.com" is not an address; names are not looked up; write the number, such as 192.0.2.1 or 2001:db8::1
          vips: 192.0.2.1/24/8              | 4:9  | "192.0.2.1/24/8" is not an address; write a literal one, such as 192.0.2.1 or 2001:db8::1
          """)
  void ofVips(String line, String place, String message) {
    assertFault(GROUP + "  " + line, place, "vip-groups[0].vips", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          priority: 0   | 5:13 | 0 is out of range; write a number from 1–255
          priority: 256 | 5:13 | 256 is out of range; write a number from 1–255
          preempt: on   | 5:12 | "on" is neither true nor false; write true
          lease: 500ms  | 5:10 | 500ms is out of range; write a duration from 1s–60s in whole seconds
          lease: 1500ms | 5:10 | 1500ms is not a whole number of seconds; write 1s–60s in whole seconds
          lease: 2m     | 5:10 | 2m is out of range; write a duration from 1s–60s in whole seconds
          """)
  void ofGroups(String line, String place, String message) {
    assertFault(
        GROUP + "  vips: 192.0.2.1\n  " + line, place, "vip-groups[0]." + key(line), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          protocol: icmp                 | 4:13 | "icmp" is not a protocol; one of tcp, udp, sctp
          scheduler: WRR                 | 4:14 | "WRR" is not a scheduler; did you mean wrr? One of rr, wrr, lc, wlc, fo, ovf, lblc, lblcr, dh, sh, mh, sed, nq, twos
          flags: sh-prot                 | 4:10 | "sh-prot" is not a scheduler flag; did you mean sh-port? One of sh-fallback, sh-port, mh-fallback, mh-port
          persistence: 32d               | 4:16 | 32d is out of range; write a duration from 0s–31d in whole seconds
          persistence-netmask: 0         | 4:24 | 0 is out of range; write a number from 1–128
          persistence-netmask: 255.0.1.0 | 4:24 | 255.0.1.0 is not a network mask; its ones must stand together in front
          persistence-netmask: 0.0.0.0   | 4:24 | 0.0.0.0 is not a network mask; its ones must stand together in front
          on-down: remove                | 4:12 | "remove" is not a way to take servers down; one of zero, delete
          sorry-server: 192.0.2.9:0      | 4:17 | port 0 is out of range; write one from 1–65535
          sorry-server: '[192.0.2.9]:80' | 4:17 | "[192.0.2.9]:80" ∶ brackets belong around IPv6 addresses only
          check: sometimes               | 4:10 | "sometimes" does not belong here; write a section of keys, or none
          """)
  void ofServices(String line, String place, String message) {
    assertFault(SERVICE + line, place, "services[0]." + key(line), message.replace(" ∶", ":"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          type: ping       | 5:11 | "ping" is not a type of check; one of tcp, http, https, grpc, dns, udp, icmp, smtp, imap, pop3, redis, mysql, postgres, ldap, radius, exec, file, agent
          interval: 5ms    | 5:15 | 5ms is out of range; write a duration from 10ms–1h
          timeout: 0s      | 5:14 | 0s is out of range; write a duration from 10ms–1h
          jitter: 10       | 5:13 | "10" is not a percentage; write one such as 10%
          jitter: 30%      | 5:13 | 30% is out of range; write a percentage from 0% to 25%
          sentinel: yes    | 5:15 | "yes" is neither true nor false; write true
          down-interval: 2 | 5:20 | 2 has no unit; write a duration such as 300ms, 5s, 2m or 1h
          rise: 0          | 5:11 | 0 is out of range; write a number from 1–100
          fall: 101        | 5:11 | 101 is out of range; write a number from 1–100
          path: up         | 5:11 | "up" is not a path; write a / and after it visible ASCII, 2048 at most
          host: a b        | 5:11 | "a b" is not a host; write letters, digits, dots, dashes, and a port after a colon where needed
          expect: 2xx      | 5:13 | "2xx" is no status code; write such as 200, 200-399 or 200,301-302
          expect: 399-200  | 5:13 | 399-200 is upside down; write 200-399
          expect: 200,600  | 5:13 | 600 is out of range; status codes are 100–599
          body: 'a(b'      | 5:11 | "a(b" is not a regular expression: Unclosed group at character 4
          body: ''         | 5:11 | the expression has 0 characters; write 1–1000
          """)
  void ofChecks(String line, String place, String message) {
    String http = "defaults: {check: {type: http}}\n";
    String expected = place.replace("5:", "6:");
    assertFault(
        http + SERVICE + "check:\n    " + line,
        expected,
        "services[0].check." + key(line),
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          weight: -1          | 6:11 | -1 is out of range; write a number from 0–65535
          weight: 1.5         | 6:11 | "1.5" is not a whole number; write one from 0–65535
          state: gone         | 6:10 | "gone" is not a state; one of up, drain, down
          upper-threshold: -5 | 6:20 | -5 is out of range; write a number from 0–2147483647
          """)
  void ofServers(String line, String place, String message) {
    assertFault(
        SERVICE + "servers:\n  - address: 192.0.2.2\n    " + line,
        place.replace(":11", ":13").replace(":10", ":12").replace(":20", ":22"),
        "services[0].servers[0]." + key(line),
        message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          192.0.2.1       | 3:12 | "192.0.2.1" has no port; write it behind, such as 192.0.2.1:80
          '2001:db8::1'   | 3:12 | "2001:db8::1" has no port; write it behind, such as [2001:db8::1]:80
          192.0.2.1:99999 | 3:12 | port 99999 is out of range; write one from 1–65535
          web:80          | 3:12 | "web" is not an address; names are not looked up; write the number, such as 192.0.2.1 or 2001:db8::1
          """)
  void ofServiceAddresses(String address, String place, String message) {
    String quoted = address.startsWith("2001") ? "'" + address + "'" : address;
    assertFault(
        "services:\n- name: s\n  address: " + quoted, place, "services[0].address", message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0           | "0" is not a firewall mark; write a number from 1–4294967295
          0x0         | 0x0 is out of range; write a number from 1–4294967295
          4294967296  | 4294967296 is out of range; write a number from 1–4294967295
          """)
  void ofFirewallMarks(String mark, String message) {
    assertFault("services:\n- name: s\n  fwmark: " + mark, "3:11", "services[0].fwmark", message);
  }

  private static String key(String line) {
    return line.substring(0, line.indexOf(':'));
  }

  private static void assertFault(String text, String place, String key, String message) {
    assertThat(Yaml.faults(text + "\n"))
        .containsExactly("d1.yaml:" + place + ": " + key + ": " + message);
  }
}
