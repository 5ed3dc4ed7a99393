package org.lvsdirector.healthcheck.kinds;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Prober;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.datagram.DatagramProbe;
import org.lvsdirector.healthcheck.datagram.DatagramProber;
import org.lvsdirector.healthcheck.dialogue.DialogueProbe;
import org.lvsdirector.healthcheck.dialogue.DialogueProber;
import org.lvsdirector.healthcheck.dns.DnsProbe;
import org.lvsdirector.healthcheck.dns.DnsProber;
import org.lvsdirector.healthcheck.exec.ExecProbe;
import org.lvsdirector.healthcheck.exec.ExecProber;
import org.lvsdirector.healthcheck.file.FileProbe;
import org.lvsdirector.healthcheck.file.FileProber;
import org.lvsdirector.healthcheck.grpc.GrpcProbe;
import org.lvsdirector.healthcheck.grpc.GrpcProber;
import org.lvsdirector.healthcheck.http.HttpProbe;
import org.lvsdirector.healthcheck.http.HttpProber;
import org.lvsdirector.healthcheck.icmp.IcmpProbe;
import org.lvsdirector.healthcheck.icmp.IcmpProber;
import org.lvsdirector.healthcheck.icmp.IcmpSockets;
import org.lvsdirector.healthcheck.secret.Secrets;
import org.lvsdirector.healthcheck.tls.TlsContexts;

/** Hands each watch to the prober of its kind. */
public final class Probers implements Prober {
  private final Map<Class<? extends Probe>, Prober> byKind = new LinkedHashMap<>();

  /** Knows every kind that there is, but cannot ping. */
  public Probers(Vertx vertx) {
    this(vertx, IcmpSockets.NONE);
  }

  /** Knows every kind that there is. */
  public Probers(Vertx vertx, IcmpSockets sockets) {
    TlsContexts contexts = new TlsContexts(vertx);
    Secrets secrets = new Secrets(vertx);
    byKind.put(HttpProbe.class, new HttpProber(vertx, contexts, secrets));
    byKind.put(DialogueProbe.class, new DialogueProber(vertx, contexts, secrets));
    byKind.put(DatagramProbe.class, new DatagramProber(vertx, secrets));
    byKind.put(GrpcProbe.class, new GrpcProber(vertx, contexts));
    byKind.put(DnsProbe.class, new DnsProber(vertx));
    byKind.put(IcmpProbe.class, new IcmpProber(vertx, sockets));
    byKind.put(ExecProbe.class, new ExecProber(vertx));
    byKind.put(FileProbe.class, new FileProber(vertx));
  }

  @Override
  public Future<ProbeResult> probe(Watch watch) {
    Probe probe = watch.check().probe();
    for (Map.Entry<Class<? extends Probe>, Prober> each : byKind.entrySet()) {
      if (each.getKey().isInstance(probe)) {
        return each.getValue().probe(watch);
      }
    }
    throw new IllegalArgumentException("no prober for " + probe);
  }

  @Override
  public void close() {
    byKind.values().forEach(Prober::close);
  }
}
