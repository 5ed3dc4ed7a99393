package org.lvsdirector.healthcheck.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.OptionalInt;
import javax.net.ssl.SSLSession;
import org.lvsdirector.healthcheck.Findings;

/** TLS on one connection. */
public final class Encryption {
  private final SslContext context;
  private final Tls tls;
  private final InetSocketAddress target;
  private SslHandler handler;

  /** TLS towards a server, not begun yet. */
  public Encryption(SslContext context, Tls tls, InetSocketAddress target) {
    this.context = context;
    this.tls = tls;
    this.target = target;
  }

  /** Begins the handshake; the attempt's own deadline covers it. */
  public void begin(Channel channel) {
    String name = tls.serverName().orElseGet(() -> target.getAddress().getHostAddress());
    handler = context.newHandler(channel.alloc(), name, target.getPort());
    handler.setHandshakeTimeoutMillis(0);
    handler.setCloseNotifyFlushTimeoutMillis(100);
    channel.pipeline().addFirst(handler);
  }

  /** Whether the handshake has begun. */
  public boolean hasBegun() {
    return handler != null;
  }

  /** The protocol that was agreed on by ALPN; empty text where none was. */
  public String protocol() {
    String agreed = handler.applicationProtocol();
    return agreed == null ? "" : agreed;
  }

  /** The same findings with the days that the server's certificate lasts. */
  public Findings complete(Findings findings) {
    if (handler == null) {
      return findings;
    }
    SSLSession session = handler.engine().getSession();
    OptionalInt days = Certificates.days(session, Instant.now());
    return days.isPresent() ? findings.withCertificateDays(days.getAsInt()) : findings;
  }

  /** What to add to the words of a success; see {@link Certificates#warning}. */
  public String warning(Findings findings) {
    return Certificates.warning(findings, tls.warnDays());
  }
}
