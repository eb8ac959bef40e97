package dev.marquee.serving.guard;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Cuts off clients whose requests take too long to arrive, however steadily they trickle; Jetty's
 * own idle timeout begins anew with every byte. A body is failed as if it had timed out, so that
 * the endpoint can say 408; headers, and a client that goes on, are closed.
 */
final class SlowClients extends AbstractLifeCycle implements Connection.Listener {
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Since when a connection receives its so-many-th request. */
  private record Arrival(long request, long sinceNanos) {}

  private final Scheduler scheduler;
  private final long mostNanos;
  private final Map<HttpConnection, Arrival> connections = new ConcurrentHashMap<>();

  SlowClients(Scheduler scheduler, int requestSeconds) {
    this.scheduler = scheduler;
    mostNanos = Duration.ofSeconds(requestSeconds).toNanos();
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof HttpConnection http) {
      connections.put(http, new Arrival(-1, System.nanoTime()));
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof HttpConnection http) {
      connections.remove(http);
    }
  }

  @Override
  protected void doStart() {
    scheduler.schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    if (!isRunning()) {
      return;
    }
    long now = System.nanoTime();
    connections.replaceAll((connection, arrival) -> after(connection, arrival, now));
    scheduler.schedule(this::look, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Arrival after(HttpConnection connection, Arrival arrival, long now) {
    HttpParser parser = connection.getParser();
    boolean hasArrived = parser.isIdle() && connection.getMessagesIn() > 0;
    // Headers of the next request and the body of the last one are told apart by the parser.
    long request = connection.getMessagesIn() + (parser.inContentState() ? 0 : 1);
    if (hasArrived || (arrival.request() != request && arrival.request() >= 0)) {
      return new Arrival(request, now);
    }
    long late = now - arrival.sinceNanos() - mostNanos;
    if (late >= 0) {
      cut(connection, parser.inContentState() && late < LOOK.toNanos() * 2);
    }
    return new Arrival(request, arrival.sinceNanos());
  }

  private static void cut(HttpConnection connection, boolean gently) {
    if (gently && connection.getEndPoint() instanceof AbstractEndPoint endPoint) {
      endPoint.getFillInterest().onFail(new TimeoutException("the request did not arrive in time"));
    } else {
      connection.getEndPoint().close();
    }
  }
}
