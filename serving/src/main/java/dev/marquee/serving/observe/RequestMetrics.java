package dev.marquee.serving.observe;

import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.Routes;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The service's figures in Prometheus' form: latency by route and status, and gauges. */
public final class RequestMetrics implements AutoCloseable {
  private static final String NO_ROUTE = "none";
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private record Outcome(String route, int status) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<Outcome, Timer> timers = new ConcurrentHashMap<>();
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  /** The figures of the process, and none of requests yet. */
  public RequestMetrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    garbageCollection.bindTo(registry);
  }

  /** Counts a request that was answered, whatever the answer. */
  public void record(Context context, float milliseconds) {
    Endpoint endpoint = Routes.endpointOf(context);
    Outcome outcome =
        new Outcome(endpoint == null ? NO_ROUTE : endpoint.route(), context.status().getCode());
    timers
        .computeIfAbsent(outcome, this::timer)
        .record((long) (milliseconds * 1e6), TimeUnit.NANOSECONDS);
  }

  /** A figure that is asked for when metrics are read. */
  public <T> void gauge(String name, String description, T source, ToDoubleFunction<T> figure) {
    io.micrometer.core.instrument.Gauge.builder(name, source, figure)
        .description(description)
        .strongReference(true)
        .register(registry);
  }

  /** A figure that only rises. */
  public <T> void counter(String name, String description, T source, ToDoubleFunction<T> figure) {
    io.micrometer.core.instrument.FunctionCounter.builder(name, source, figure)
        .description(description)
        .register(registry);
  }

  /** All figures as Prometheus reads them. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }

  private Timer timer(Outcome outcome) {
    return Timer.builder("marquee.requests")
        .description("Time from a request's arrival to its answer")
        .tag("route", outcome.route())
        .tag("status", Integer.toString(outcome.status()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }
}
