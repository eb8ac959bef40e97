package dev.marquee.serving.guard;

import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.ProblemException;
import dev.marquee.serving.http.ProblemKind;
import dev.marquee.serving.http.Routes;
import io.javalin.http.Context;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.HandlerWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An orderly end: from its begin no connection is accepted, readiness is denied, and every answer
 * ends its connection; requests under way, and those that still come on open connections, are
 * answered as ever.
 */
final class Drain extends HandlerWrapper implements Routes.Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final String READINESS = "/health/ready";

  /** Clients that asked so lately may ask once more; other idle connections are closed at once. */
  static final Duration IDLE = Duration.ofMillis(500);

  private final int seconds;
  private volatile boolean hasBegun;

  Drain(int seconds) {
    this.seconds = seconds;
  }

  @Override
  public void pass(Context context, Endpoint endpoint) {
    if (hasBegun && endpoint.path().equals(READINESS)) {
      throw ProblemException.of(ProblemKind.OVERLOADED, "the service is stopping");
    }
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (hasBegun) {
      response.setHeader("Connection", "close");
    }
    super.handle(target, base, request, response);
  }

  /** Returns when all connections have ended, or the time is over; at once if none ever began. */
  void await() {
    hasBegun = true;
    if (getServer() == null) {
      return;
    }
    CompletableFuture<?>[] ends = new CompletableFuture<?>[getServer().getConnectors().length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = getServer().getConnectors()[i].shutdown();
    }
    try {
      CompletableFuture.allOf(ends).get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      LOG.warn("{} connections had not ended after {} s and are cut off", connections(), seconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.warn("connections could not be ended in order", e.getCause());
    }
  }

  private int connections() {
    int count = 0;
    for (Connector connector : getServer().getConnectors()) {
      if (connector instanceof AbstractConnector each) {
        count += each.getConnectedEndPoints().size();
      }
    }
    return count;
  }
}
