package dev.marquee.serving.http;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Makes routes of endpoints: every request passes the same checks and every fault is a problem. */
public final class Routes {
  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private static final String ENDPOINT = "marquee.endpoint";

  /** What is checked before an endpoint is asked. */
  @FunctionalInterface
  public interface Gate {
    /**
     * Lets a request pass.
     *
     * @throws ProblemException if it may not
     */
    void pass(Context context, Endpoint endpoint);
  }

  private final JsonBodies bodies;
  private final List<Gate> gates;

  /**
   * Routes whose requests pass gates in turn.
   *
   * @param mostBodyBytes largest body that is read
   */
  public Routes(int mostBodyBytes, List<Gate> gates) {
    bodies = new JsonBodies(mostBodyBytes);
    this.gates = List.copyOf(gates);
  }

  /** Adds a route for each endpoint, and the problem documents of all faults. */
  public void register(JavalinConfig config, List<Endpoint> endpoints) {
    for (Endpoint endpoint : endpoints) {
      config.router.mount(
          router ->
              router.addHttpHandler(
                  endpoint.method(), endpoint.path(), context -> answer(context, endpoint)));
    }
    config.router.mount(
        router -> {
          router.exception(ProblemException.class, Routes::send);
          router.exception(HttpResponseException.class, Routes::sendOwn);
          router.exception(Exception.class, Routes::sendFault);
        });
  }

  /** The endpoint that a request reached; null if none. */
  public static Endpoint endpointOf(Context context) {
    return context.attribute(ENDPOINT);
  }

  private void answer(Context context, Endpoint endpoint) {
    context.attribute(ENDPOINT, endpoint);
    String id = RequestIds.of(context);
    try (MDC.MDCCloseable logged = MDC.putCloseable(RequestIds.LOG_KEY, id)) {
      gates.forEach(gate -> gate.pass(context, endpoint));
      Request request = new Request(context, endpoint, bodies, id);
      request.refuseUnknown();
      send(context, endpoint.action().answer(request));
    }
  }

  private static void send(Context context, Reply reply) {
    context.status(reply.status());
    reply.headers().forEach(context::header);
    if (reply.body() != null) {
      context.contentType(reply.contentType());
      context.result(reply.body() instanceof byte[] bytes ? bytes : Json.write(reply.body()));
    }
  }

  private static void send(ProblemException problem, Context context) {
    context.status(problem.kind().status());
    context.contentType(Problem.CONTENT_TYPE);
    context.result(Json.write(problem.document(RequestIds.of(context))));
  }

  /** Javalin's own: no such route, no such method. */
  private static void sendOwn(HttpResponseException fault, Context context) {
    Map<Integer, ProblemKind> kinds =
        Map.of(
            404, ProblemKind.NOT_FOUND,
            405, ProblemKind.METHOD_NOT_ALLOWED,
            413, ProblemKind.TOO_LARGE);
    ProblemKind kind = kinds.getOrDefault(fault.getStatus(), ProblemKind.BAD_REQUEST);
    String detail =
        switch (kind) {
          case NOT_FOUND -> "there is no %s, see /openapi.json".formatted(shortPath(context));
          case METHOD_NOT_ALLOWED ->
              "%s does not know %s, see /openapi.json"
                  .formatted(shortPath(context), context.method());
          default -> kind.title();
        };
    send(ProblemException.of(kind, detail), context);
  }

  private static void sendFault(Exception fault, Context context) {
    // The route, not the path: paths hold ids of users.
    Endpoint endpoint = endpointOf(context);
    LOG.atError()
        .addKeyValue(RequestIds.LOG_KEY, RequestIds.of(context))
        .addKeyValue("route", endpoint == null ? "none" : endpoint.route())
        .setCause(fault)
        .log("a request failed");
    send(
        ProblemException.of(
            ProblemKind.INTERNAL, "the log has the reason under the id of this request"),
        context);
  }

  private static String shortPath(Context context) {
    String path = context.path();
    return path.length() <= 100 ? path : path.substring(0, 100) + "...";
  }
}
