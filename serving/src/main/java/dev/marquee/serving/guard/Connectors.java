package dev.marquee.serving.guard;

import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.BlockingArrayQueue;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty's connector and threads with every size and time bounded. */
final class Connectors {
  private static final int LEAST_THREADS = 8;

  /** Slower readers of an answer are cut off, in bytes per second. */
  private static final int LEAST_ANSWER_RATE = 1024;

  private Connectors() {}

  /** Threads for requests. Each connection has one job at most, so the queue is never full. */
  static QueuedThreadPool threads(ConnectionConfig config) {
    int jobs = config.most() * 2 + 256;
    QueuedThreadPool threads =
        new QueuedThreadPool(
            config.threads(),
            LEAST_THREADS,
            (int) Duration.ofMinutes(1).toMillis(),
            new BlockingArrayQueue<>(LEAST_THREADS, 64, jobs));
    threads.setName("http");
    return threads;
  }

  /** The one connector, for plain HTTP or TLS. */
  static ServerConnector connector(
      Server server,
      HttpConfiguration http,
      ConnectionConfig config,
      Optional<SslContextFactory.Server> tls) {
    http.setRequestHeaderSize(config.mostHeaderBytes());
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    // Paths that one program understands otherwise than the next are refused: %2f, %2e%2e, ;x
    http.setUriCompliance(UriCompliance.RFC3986_UNAMBIGUOUS);
    http.setMinResponseDataRate(LEAST_ANSWER_RATE);
    // An answer that fits into the buffer is sent at once and says how long it is.
    http.setOutputAggregationSize(http.getOutputBufferSize());
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    ServerConnector connector =
        tls.map(each -> encrypted(server, http, plain, each))
            .orElseGet(() -> new ServerConnector(server, 1, -1, plain));
    connector.setIdleTimeout(Duration.ofSeconds(config.idleSeconds()).toMillis());
    connector.setShutdownIdleTimeout(Drain.IDLE.toMillis());
    connector.setAcceptQueueSize(config.backlog());
    connector.addBean(new SlowClients(connector.getScheduler(), config.requestSeconds()));
    server.addBean(new ConnectionLimit(config.most(), connector));
    return connector;
  }

  private static ServerConnector encrypted(
      Server server,
      HttpConfiguration http,
      HttpConnectionFactory plain,
      SslContextFactory.Server tls) {
    SecureRequestCustomizer customizer = new SecureRequestCustomizer();
    // Health checks come by address, which certificates do not name.
    customizer.setSniHostCheck(false);
    http.addCustomizer(customizer);
    return new ServerConnector(
        server, 1, -1, new SslConnectionFactory(tls, plain.getProtocol()), plain);
  }
}
