package dev.marquee.serving.guard;

import dev.marquee.serving.http.ProblemKind;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.HandlerWrapper;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Refuses requests at once while too many wait for a thread: an answer that comes too late costs as
 * much as one in time. Health is answered all the same.
 */
final class Overload extends HandlerWrapper {
  private final QueuedThreadPool threads;
  private final int mostWaiting;

  Overload(QueuedThreadPool threads, int mostWaiting) {
    this.threads = threads;
    this.mostWaiting = mostWaiting;
  }

  @Override
  public void handle(
      String target, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    if (threads.getQueueSize() > mostWaiting && !target.startsWith("/health/")) {
      response.setHeader("Retry-After", "1");
      ProblemPages.send(
          ProblemKind.OVERLOADED, "too many requests wait, try again in 1 s", base, response);
    } else {
      super.handle(target, base, request, response);
    }
  }
}
