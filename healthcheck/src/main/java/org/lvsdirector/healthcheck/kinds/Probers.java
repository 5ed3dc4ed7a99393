package org.lvsdirector.healthcheck.kinds;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lvsdirector.healthcheck.Probe;
import org.lvsdirector.healthcheck.ProbeResult;
import org.lvsdirector.healthcheck.Prober;
import org.lvsdirector.healthcheck.TcpProber;
import org.lvsdirector.healthcheck.Watch;
import org.lvsdirector.healthcheck.dialogue.DialogueProbe;
import org.lvsdirector.healthcheck.dialogue.DialogueProber;
import org.lvsdirector.healthcheck.http.HttpProbe;
import org.lvsdirector.healthcheck.http.HttpProber;
import org.lvsdirector.healthcheck.secret.Secrets;
import org.lvsdirector.healthcheck.tls.TlsContexts;

/** Hands each watch to the prober of its kind. */
public final class Probers implements Prober {
  private final Map<Class<? extends Probe>, Prober> byKind = new LinkedHashMap<>();

  /** Knows every kind that there is. */
  public Probers(Vertx vertx) {
    TlsContexts contexts = new TlsContexts(vertx);
    Secrets secrets = new Secrets(vertx);
    byKind.put(Probe.Tcp.class, new TcpProber(vertx));
    byKind.put(HttpProbe.class, new HttpProber(vertx, contexts, secrets));
    byKind.put(DialogueProbe.class, new DialogueProber(vertx, contexts, secrets));
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
