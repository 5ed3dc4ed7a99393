package org.lvsdirector.healthcheck.kinds;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.lvsdirector.healthcheck.dns.RecordType;
import org.lvsdirector.healthcheck.dns.ResponseCode;
import org.lvsdirector.healthcheck.grpc.GrpcProbe;
import org.lvsdirector.healthcheck.http.Expectation;
import org.lvsdirector.healthcheck.http.HttpProbe;
import org.lvsdirector.healthcheck.http.Request;
import org.lvsdirector.healthcheck.mail.ImapProbe;
import org.lvsdirector.healthcheck.mail.MailTls;
import org.lvsdirector.healthcheck.mail.Pop3Probe;
import org.lvsdirector.healthcheck.mail.SmtpProbe;
import org.lvsdirector.healthcheck.text.Regex;
import org.lvsdirector.healthcheck.tls.Tls;

/** A probe of each kind that talks to servers. */
final class EveryKind {
  private static final Optional<Tls> PLAIN = Optional.empty();
  private static final Optional<Tls> TLS = Optional.of(Tls.BLIND);

  private EveryKind() {}

  static Map<String, Probe> overTcp() {
    Map<String, Probe> all = new LinkedHashMap<>();
    all.put("tcp", new StreamProbe(Optional.of("hi"), Optional.of(new Regex("READY")), PLAIN));
    all.put("tls", new StreamProbe(Optional.empty(), Optional.empty(), TLS));
    all.put("http", page(PLAIN, false));
    all.put("https", page(TLS, false));
    all.put("http2", page(PLAIN, true));
    all.put("grpc", new GrpcProbe("", Optional.empty(), PLAIN));
    all.put("smtp", new SmtpProbe("lb.test", MailTls.NONE));
    all.put("smtp starttls", new SmtpProbe("lb.test", new MailTls(TLS, true)));
    all.put("imap", new ImapProbe(MailTls.NONE));
    all.put("pop3", new Pop3Probe(MailTls.NONE));
    all.put("redis", new RedisProbe(Optional.empty(), Optional.empty(), PLAIN));
    all.put("mysql", new MysqlProbe(Optional.empty(), Optional.empty(), PLAIN));
    all.put("postgres", new PostgresProbe(Optional.of("ann"), Optional.empty(), PLAIN));
    all.put("postgres ssl", new PostgresProbe(Optional.empty(), Optional.empty(), PLAIN));
    all.put("ldap", new LdapProbe("", Optional.empty(), PLAIN, false));
    all.put("agent", new AgentProbe(Optional.empty(), PLAIN));
    all.put("dns", dns(DnsProbe.Transport.TCP));
    return all;
  }

  static Map<String, Probe> overUdp(Path secret) {
    Map<String, Probe> all = new LinkedHashMap<>();
    all.put("udp", new UdpProbe("hi", Optional.of(new Regex("READY"))));
    all.put("dns", dns(DnsProbe.Transport.UDP));
    all.put("radius", new RadiusProbe(secret, Optional.empty()));
    return all;
  }

  private static HttpProbe page(Optional<Tls> tls, boolean http2) {
    return new HttpProbe(
        Request.get("/"), Expectation.status(200, 399), tls, http2, Optional.empty());
  }

  private static DnsProbe dns(DnsProbe.Transport transport) {
    return new DnsProbe("lb.test", RecordType.A, List.of(), ResponseCode.NOERROR, transport);
  }
}
