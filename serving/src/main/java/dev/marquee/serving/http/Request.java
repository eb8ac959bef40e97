package dev.marquee.serving.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** A request to an {@link Endpoint}, with its parameters and body read as they were declared. */
public final class Request {
  private final Context context;
  private final Endpoint endpoint;
  private final JsonBodies bodies;
  private final String id;

  /** Taken apart once: Javalin does it anew for each parameter. */
  private final Map<String, List<String>> query;

  Request(Context context, Endpoint endpoint, JsonBodies bodies, String id) {
    this.context = context;
    this.endpoint = endpoint;
    this.bodies = bodies;
    this.id = id;
    query = context.queryParamMap();
  }

  /** The id that answer, problem and log carry. */
  public String id() {
    return id;
  }

  /**
   * The value of a declared parameter.
   *
   * @throws ProblemException if it is not what was declared
   */
  public <T> T get(Parameter<T> parameter) {
    if (!endpoint.parameters().contains(parameter)) {
      throw new IllegalStateException(endpoint.route() + " does not declare " + parameter.name());
    }
    return parameter.read(
        parameter.place() == Parameter.Place.PATH
            ? List.of(context.pathParam(parameter.name()))
            : query.getOrDefault(parameter.name(), List.of()));
  }

  /**
   * The body.
   *
   * @throws ProblemException if it is not JSON of the type's form
   */
  public <T> T body(Class<T> type) {
    return bodies.read(context, type);
  }

  /** Refuses parameters that were not declared, whatever their value. */
  void refuseUnknown() {
    for (String name : query.keySet()) {
      List<String> known =
          endpoint.parameters().stream()
              .filter(each -> each.place() == Parameter.Place.QUERY)
              .map(Parameter::name)
              .toList();
      if (!known.contains(name)) {
        throw ProblemException.of(
            ProblemKind.INVALID_PARAMETER,
            name,
            "unknown parameter '%s', %s"
                .formatted(abbreviated(name), NearestName.hint(name, known)));
      }
    }
  }

  private static String abbreviated(String name) {
    return name.length() <= 60 ? name : name.substring(0, 60) + "...";
  }
}
