package dev.marquee.serving.guard;

import dev.marquee.serving.http.Json;
import dev.marquee.serving.http.Problem;
import dev.marquee.serving.http.ProblemException;
import dev.marquee.serving.http.ProblemKind;
import dev.marquee.serving.http.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;

/** Problem documents for faults that are found before a request reaches any route. */
final class ProblemPages extends ErrorHandler {
  private final SecurityHeaders headers;

  ProblemPages(SecurityHeaders headers) {
    this.headers = headers;
    setShowStacks(false);
    setCacheControl("no-store");
  }

  /** Ends a request with a problem. */
  static void send(ProblemKind kind, String detail, Request base, HttpServletResponse response)
      throws IOException {
    String id = RequestIds.choose(base.getHeader(RequestIds.HEADER));
    send(ProblemException.of(kind, detail).document(id), response);
    base.setHandled(true);
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
    headers.addTo(fields);
    Problem problem = problem(status, reason, RequestIds.choose(null));
    fields.put("Content-Type", Problem.CONTENT_TYPE);
    fields.put(RequestIds.HEADER, problem.requestId());
    return ByteBuffer.wrap(Json.write(problem));
  }

  @Override
  protected void generateAcceptableResponse(
      Request base,
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String reason)
      throws IOException {
    send(problem(status, reason, RequestIds.choose(base.getHeader(RequestIds.HEADER))), response);
  }

  private static void send(Problem problem, HttpServletResponse response) throws IOException {
    byte[] body = Json.write(problem);
    response.setStatus(problem.status());
    response.setContentType(Problem.CONTENT_TYPE);
    response.setHeader(RequestIds.HEADER, problem.requestId());
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.getOutputStream().close();
  }

  /** A status that no kind stands for speaks for itself, as RFC 9457 has it. */
  private static Problem problem(int status, String reason, String id) {
    String title = HttpStatus.getMessage(status);
    // What Jetty says of its own failures is not for clients.
    String detail = reason == null || status >= 500 ? title : reason;
    return kindOf(status)
        .map(kind -> ProblemException.of(kind, detail).document(id))
        .orElseGet(() -> new Problem("about:blank", title, status, detail, Optional.empty(), id));
  }

  private static Optional<ProblemKind> kindOf(int status) {
    return switch (status) {
      case 400 -> Optional.of(ProblemKind.BAD_REQUEST);
      case 503 -> Optional.of(ProblemKind.OVERLOADED);
      default ->
          Arrays.stream(ProblemKind.values()).filter(kind -> kind.status() == status).findFirst();
    };
  }
}
