package dev.marquee.serving.observe;

import dev.marquee.serving.guard.KeyGate;
import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.RequestIds;
import dev.marquee.serving.http.Routes;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line per request, at INFO if the service failed or was slow, else at DEBUG. It names the
 * route and never the path, which holds ids of users, nor parameters, bodies or keys.
 */
public final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

  private final int slowMillis;

  /** A log for requests. */
  public RequestLog(LogConfig config) {
    slowMillis = config.slowMillis();
  }

  /** Logs a request that was answered, whatever the answer. */
  public void record(Context context, float milliseconds) {
    int status = context.statusCode();
    boolean isNotable = status >= 500 || milliseconds >= slowMillis;
    Level level = isNotable ? Level.INFO : Level.DEBUG;
    if (!LOG.isEnabledForLevel(level)) {
      return;
    }
    Endpoint endpoint = Routes.endpointOf(context);
    String key = KeyGate.nameOf(context);
    LOG.atLevel(level)
        .addKeyValue("method", context.method())
        .addKeyValue("route", endpoint == null ? "none" : endpoint.path())
        .addKeyValue("status", status)
        .addKeyValue("milliseconds", Math.round(milliseconds * 10) / 10.0)
        .addKeyValue(RequestIds.LOG_KEY, RequestIds.of(context))
        .addKeyValue("key", key == null ? "none" : key)
        .log("request");
  }
}
