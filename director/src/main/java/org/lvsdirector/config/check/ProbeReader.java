package org.lvsdirector.config.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lvsdirector.config.yaml.Item;
import org.lvsdirector.config.yaml.Key;
import org.lvsdirector.config.yaml.Mapping;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.agent.AgentProbe;
import org.lvsdirector.healthcheck.auth.LdapProbe;
import org.lvsdirector.healthcheck.auth.RadiusProbe;
import org.lvsdirector.healthcheck.database.MysqlProbe;
import org.lvsdirector.healthcheck.database.PostgresProbe;
import org.lvsdirector.healthcheck.database.RedisProbe;
import org.lvsdirector.healthcheck.datagram.UdpProbe;
import org.lvsdirector.healthcheck.dialogue.StreamProbe;
import org.lvsdirector.healthcheck.dns.DnsProbe;
import org.lvsdirector.healthcheck.dns.ResponseCode;
import org.lvsdirector.healthcheck.exec.ExecProbe;
import org.lvsdirector.healthcheck.file.FileProbe;
import org.lvsdirector.healthcheck.grpc.GrpcProbe;
import org.lvsdirector.healthcheck.icmp.IcmpProbe;
import org.lvsdirector.healthcheck.mail.ImapProbe;
import org.lvsdirector.healthcheck.mail.MailTls;
import org.lvsdirector.healthcheck.mail.Pop3Probe;
import org.lvsdirector.healthcheck.mail.SmtpProbe;
import org.lvsdirector.healthcheck.tls.Tls;

/** Reads what a check does, by its type. */
public final class ProbeReader {
  private static final Path NOWHERE = Path.of("/nowhere");

  private ProbeReader() {}

  /** The probe; where something is wrong, one that is never carried out. */
  public static Probe read(Mapping m, CheckType type) {
    return switch (type) {
      case TCP -> tcp(m);
      case HTTP -> HttpReader.read(m, false);
      case HTTPS -> HttpReader.read(m, true);
      case GRPC ->
          new GrpcProbe(
              m.find(ProbeKeys.SERVICE).orElse(""), m.find(ProbeKeys.HOST), TlsReader.read(m));
      case DNS -> dns(m);
      case UDP -> udp(m);
      case ICMP -> new IcmpProbe();
      case SMTP -> new SmtpProbe(m.get(ProbeKeys.HELO), mail(m));
      case IMAP -> new ImapProbe(mail(m));
      case POP3 -> new Pop3Probe(mail(m));
      case REDIS -> new RedisProbe(m.find(SecurityKeys.USER), password(m, true), TlsReader.read(m));
      case MYSQL ->
          new MysqlProbe(m.find(SecurityKeys.USER), password(m, false), TlsReader.read(m));
      case POSTGRES -> postgres(m);
      case LDAP ->
          new LdapProbe(
              m.find(SecurityKeys.USER).orElse(""),
              password(m, true),
              TlsReader.read(m),
              m.get(SecurityKeys.STARTTLS));
      case RADIUS -> radius(m);
      case EXEC -> exec(m);
      case FILE -> new FileProbe(file(m, ProbeKeys.FILE).orElse(NOWHERE));
      case AGENT -> new AgentProbe(m.find(ProbeKeys.SEND), TlsReader.read(m));
    };
  }

  private static Probe tcp(Mapping m) {
    Optional<Tls> tls = TlsReader.read(m);
    boolean plain = !m.has(ProbeKeys.SEND) && !m.has(ProbeKeys.REPLY) && tls.isEmpty();
    return plain
        ? new Probe.Tcp()
        : new StreamProbe(m.find(ProbeKeys.SEND), m.find(ProbeKeys.REPLY), tls);
  }

  private static Probe udp(Mapping m) {
    return new UdpProbe(m.require(ProbeKeys.SEND).orElse(""), m.find(ProbeKeys.REPLY));
  }

  private static Probe dns(Mapping m) {
    ResponseCode code = m.get(ProbeKeys.RCODE);
    if (code != ResponseCode.NOERROR && m.has(ProbeKeys.ANSWERS)) {
      m.spot(ProbeKeys.ANSWERS).fault("an answer of rcode " + code + " has no records");
    }
    return new DnsProbe(
        m.require(ProbeKeys.NAME).orElse(""),
        m.get(ProbeKeys.RECORD),
        values(m, ProbeKeys.ANSWERS),
        code,
        m.get(ProbeKeys.TRANSPORT));
  }

  private static MailTls mail(Mapping m) {
    return new MailTls(TlsReader.read(m), m.get(SecurityKeys.STARTTLS));
  }

  private static Probe postgres(Mapping m) {
    if (m.has(ProbeKeys.DATABASE) && !m.has(SecurityKeys.USER)) {
      m.spot(ProbeKeys.DATABASE).fault("means nothing without a user; add one");
    }
    return new PostgresProbe(
        m.find(SecurityKeys.USER), m.find(ProbeKeys.DATABASE), TlsReader.read(m));
  }

  private static Probe radius(Mapping m) {
    m.require(SecurityKeys.SECRET_FILE);
    return new RadiusProbe(file(m, SecurityKeys.SECRET_FILE).orElse(NOWHERE), HttpReader.login(m));
  }

  private static Probe exec(Mapping m) {
    List<Item<String>> words = m.items(ProbeKeys.COMMAND);
    if (words.isEmpty()) {
      m.require(ProbeKeys.COMMAND);
    } else if (!words.get(0).value().startsWith("/")) {
      words.get(0).spot().fault("write the program's full path, which begins with a /");
    }
    Set<Integer> good =
        m.items(ProbeKeys.EXIT_CODES).stream().map(Item::value).collect(Collectors.toSet());
    List<String> command = words.stream().map(Item::value).toList();
    return new ExecProbe(
        command.isEmpty() ? List.of(NOWHERE.toString()) : command,
        m.find(ProbeKeys.RUN_AS),
        good,
        m.get(ProbeKeys.EXIT_WEIGHT));
  }

  /** The password's file, which a user needs where {@code needed}. */
  private static Optional<Path> password(Mapping m, boolean needed) {
    if (needed && m.has(SecurityKeys.USER) && !m.has(SecurityKeys.PASSWORD_FILE)) {
      m.spot(SecurityKeys.USER).fault("needs a password; add password-file");
    }
    return m.source().readable(m, SecurityKeys.PASSWORD_FILE);
  }

  /** A file that a check watches may come and go. */
  private static Optional<Path> file(Mapping m, Key<String> key) {
    m.require(key);
    return key == ProbeKeys.FILE ? m.source().path(m, key) : m.source().readable(m, key);
  }

  static <T> List<T> values(Mapping m, Key<T> key) {
    return m.items(key).stream().map(Item::value).toList();
  }
}
