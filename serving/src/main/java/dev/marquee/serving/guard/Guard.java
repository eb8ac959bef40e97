package dev.marquee.serving.guard;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.marquee.data.UserError;
import dev.marquee.serving.http.Routes;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Protects the service. It listens where it is told, so Javalin is started without host and port.
 * Stopping Javalin lets requests under way end.
 */
public final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private final GuardConfig config;
  private final String host;
  private final int port;
  private final Optional<Keys> keys;
  private final Optional<SslContextFactory.Server> tls;
  private final RateLimits rates;
  private final Drain drain;

  private Guard(GuardConfig config, String host, int port) {
    this.config = config;
    this.host = host;
    this.port = port;
    keys = keys(config.keys(), host);
    tls = config.tls().isOn() ? Optional.of(Certificate.tls(config.tls())) : Optional.empty();
    rates = new RateLimits(config.rates(), host, Ticker.systemTicker());
    drain = new Drain(config.connections().drainSeconds());
  }

  /**
   * The protection of a service that listens on a host and port.
   *
   * @param port 0 for any that is free
   * @throws UserError if keys are needed and there are none, or a file cannot be used
   */
  public static Guard of(GuardConfig config, String host, int port) {
    return new Guard(config, host, port);
  }

  /** Whether requests need a key. */
  public boolean needsKeys() {
    return keys.isPresent();
  }

  /** What every request of an endpoint must pass, in order. */
  public List<Routes.Gate> gates() {
    List<Routes.Gate> gates = new ArrayList<>();
    gates.add(drain);
    if (needsKeys()) {
      gates.add(new KeyGate(rates));
    }
    return List.copyOf(gates);
  }

  /** Sets threads, connector, headers, error pages, what counts requests, and the end. */
  public void configure(JavalinConfig javalin) {
    QueuedThreadPool threads = Connectors.threads(config.connections());
    SecurityHeaders headers = new SecurityHeaders(tls.isPresent());
    ProblemPages pages = new ProblemPages(headers);
    javalin.jetty.threadPool = threads;
    javalin.jetty.modifyServer(
        server -> {
          server.setErrorHandler(pages);
          server.insertHandler(new Overload(threads, config.connections().waiting()));
          server.insertHandler(drain);
          // The drain has waited already.
          server.setStopTimeout(0);
          tls.ifPresent(each -> server.addBean(Certificate.following(config.tls(), each)));
        });
    javalin.jetty.modifyServletContextHandler(context -> context.setErrorHandler(pages));
    javalin.jetty.addConnector((server, http) -> connector(server, http, headers));
    javalin.router.mount(router -> router.before(this::count));
    javalin.events.serverStopping(drain::await);
  }

  /** Files and paths that are nowhere count as well. */
  private void count(Context context) {
    keys.ifPresent(known -> KeyGate.identify(context, known));
    rates.count(context);
  }

  private ServerConnector connector(
      Server server, HttpConfiguration http, SecurityHeaders headers) {
    http.addCustomizer(headers);
    ServerConnector connector = Connectors.connector(server, http, config.connections(), tls);
    connector.setHost(host);
    connector.setPort(port);
    return connector;
  }

  private static Optional<Keys> keys(KeysConfig config, String host) {
    if (config.required().holdsOn(host)) {
      if (config.file().isEmpty()) {
        throw new UserError(
            ("a service that listens on %s needs keys: make one with the command new-key and name"
                    + " its file with security.keys.file; or listen on 127.0.0.1, or allow all"
                    + " requests with security.keys.required=never")
                .formatted(host));
      }
      return Optional.of(new Keys(Path.of(config.file()), Ticker.systemTicker()));
    }
    if (!config.file().isEmpty()) {
      LOG.warn(
          "the keys of {} are not asked for on {}; security.keys.required=always does",
          config.file(),
          host);
    } else if (Requirement.AUTO.holdsOn(host)) {
      LOG.warn("everyone who reaches {} may use the service: it asks for no keys", host);
    }
    return Optional.empty();
  }
}
