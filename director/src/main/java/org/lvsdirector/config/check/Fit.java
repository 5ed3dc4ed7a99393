package org.lvsdirector.config.check;

import static org.lvsdirector.config.check.CheckType.AGENT;
import static org.lvsdirector.config.check.CheckType.DNS;
import static org.lvsdirector.config.check.CheckType.EXEC;
import static org.lvsdirector.config.check.CheckType.FILE;
import static org.lvsdirector.config.check.CheckType.GRPC;
import static org.lvsdirector.config.check.CheckType.HTTP;
import static org.lvsdirector.config.check.CheckType.HTTPS;
import static org.lvsdirector.config.check.CheckType.IMAP;
import static org.lvsdirector.config.check.CheckType.LDAP;
import static org.lvsdirector.config.check.CheckType.MYSQL;
import static org.lvsdirector.config.check.CheckType.POP3;
import static org.lvsdirector.config.check.CheckType.POSTGRES;
import static org.lvsdirector.config.check.CheckType.RADIUS;
import static org.lvsdirector.config.check.CheckType.REDIS;
import static org.lvsdirector.config.check.CheckType.SMTP;
import static org.lvsdirector.config.check.CheckType.TCP;
import static org.lvsdirector.config.check.CheckType.UDP;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.config.yaml.Words;

/** Which keys belong to which types of check. */
public final class Fit {
  private static final Map<Key<?>, Set<CheckType>> TYPES = types();

  private Fit() {}

  /** The keys that belong to some types only, in the reference's order. */
  public static List<Key<?>> keys() {
    return List.copyOf(TYPES.keySet());
  }

  /** Complains about keys that mean nothing to a check of this type. */
  public static void check(Mapping own, Mapping merged, CheckType type) {
    for (Map.Entry<Key<?>, Set<CheckType>> each : TYPES.entrySet()) {
      Key<?> key = each.getKey();
      if (own.has(key) && !each.getValue().contains(type)) {
        own.spot(key)
            .fault("is for " + names(each.getValue()) + "; this one is " + Words.label(type));
      }
    }
    checkTls(own, merged, type);
  }

  private static void checkTls(Mapping own, Mapping merged, CheckType type) {
    if (type == HTTPS || merged.get(SecurityKeys.TLS) || merged.get(SecurityKeys.STARTTLS)) {
      return;
    }
    boolean verifies = own.has(SecurityKeys.VERIFY) && own.get(SecurityKeys.VERIFY);
    String advice = type == HTTP ? "write type: https" : "add tls: true";
    for (Key<?> key :
        List.of(
            SecurityKeys.VERIFY,
            SecurityKeys.CA_FILE,
            SecurityKeys.CLIENT_CERTIFICATE,
            SecurityKeys.CERTIFICATE_DAYS)) {
      boolean given = key == SecurityKeys.VERIFY ? verifies : own.has(key);
      if (given && TYPES.get(key).contains(type)) {
        own.spot(key).fault("means nothing without TLS; " + advice);
      }
    }
  }

  private static String names(Set<CheckType> types) {
    List<String> labels = types.stream().map(Words::label).toList();
    int last = labels.size() - 1;
    return last == 0
        ? labels.get(0) + " checks"
        : String.join(", ", labels.subList(0, last)) + " and " + labels.get(last) + " checks";
  }

  private static Map<Key<?>, Set<CheckType>> types() {
    Map<Key<?>, Set<CheckType>> types = new LinkedHashMap<>();
    put(types, EnumSet.of(TCP, UDP, AGENT), ProbeKeys.SEND);
    put(types, EnumSet.of(TCP, UDP), ProbeKeys.REPLY);
    put(
        types,
        EnumSet.of(HTTP, HTTPS),
        ProbeKeys.METHOD,
        ProbeKeys.PATH,
        ProbeKeys.HEADERS,
        ProbeKeys.CONTENT,
        ProbeKeys.EXPECT,
        ProbeKeys.BODY,
        ProbeKeys.JSON_POINTER,
        ProbeKeys.JSON_VALUE,
        ProbeKeys.AUTH,
        ProbeKeys.HTTP2);
    Set<CheckType> encrypted =
        EnumSet.of(TCP, HTTPS, GRPC, SMTP, IMAP, POP3, REDIS, MYSQL, POSTGRES, LDAP, AGENT);
    Set<CheckType> named = EnumSet.copyOf(encrypted);
    named.add(HTTP);
    put(types, named, ProbeKeys.HOST);
    put(types, encrypted, SecurityKeys.TLS);
    put(types, EnumSet.of(SMTP, IMAP, POP3, LDAP), SecurityKeys.STARTTLS);
    put(types, named, SecurityKeys.VERIFY);
    put(
        types,
        encrypted,
        SecurityKeys.CA_FILE,
        SecurityKeys.CLIENT_CERTIFICATE,
        SecurityKeys.CLIENT_KEY,
        SecurityKeys.CERTIFICATE_DAYS);
    put(types, EnumSet.of(HTTP, HTTPS, REDIS, MYSQL, POSTGRES, LDAP, RADIUS), SecurityKeys.USER);
    put(types, EnumSet.of(HTTP, HTTPS, REDIS, MYSQL, LDAP, RADIUS), SecurityKeys.PASSWORD_FILE);
    put(types, EnumSet.of(RADIUS), SecurityKeys.SECRET_FILE);
    put(types, EnumSet.of(GRPC), ProbeKeys.SERVICE);
    put(
        types,
        EnumSet.of(DNS),
        ProbeKeys.NAME,
        ProbeKeys.RECORD,
        ProbeKeys.ANSWERS,
        ProbeKeys.RCODE,
        ProbeKeys.TRANSPORT);
    put(types, EnumSet.of(SMTP), ProbeKeys.HELO);
    put(types, EnumSet.of(POSTGRES), ProbeKeys.DATABASE);
    put(
        types,
        EnumSet.of(EXEC),
        ProbeKeys.COMMAND,
        ProbeKeys.RUN_AS,
        ProbeKeys.EXIT_CODES,
        ProbeKeys.EXIT_WEIGHT);
    put(types, EnumSet.of(FILE), ProbeKeys.FILE);
    return Collections.unmodifiableMap(types);
  }

  private static void put(Map<Key<?>, Set<CheckType>> types, Set<CheckType> of, Key<?>... keys) {
    for (Key<?> key : keys) {
      types.put(key, of);
    }
  }
}
