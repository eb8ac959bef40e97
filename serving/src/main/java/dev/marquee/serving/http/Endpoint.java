package dev.marquee.serving.http;

import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One route: where it is, what it takes, what it answers, who may ask and what it does.
 *
 * @param method the HTTP method
 * @param path with parameters in braces
 * @param group heading in the documentation
 * @param summary one line for the documentation
 * @param scope what a key must allow
 * @param parameters all that it takes; others are refused
 * @param body the record that the body is read as
 * @param answers what it answers by status; the records are sent as JSON, {@link Void} is no body
 * @param action what it does
 */
public record Endpoint(
    HandlerType method,
    String path,
    String group,
    String summary,
    Scope scope,
    List<Parameter<?>> parameters,
    Optional<Class<?>> body,
    Map<Integer, Class<?>> answers,
    Action action) {

  /** Answers a request. */
  @FunctionalInterface
  public interface Action {
    /**
     * Answers a request whose parameters are all declared.
     *
     * @throws ProblemException to end it with a problem
     */
    Reply answer(Request request);
  }

  /** Copies the collections; refuses a path whose parameters are not declared. */
  public Endpoint {
    parameters = List.copyOf(parameters);
    answers = Map.copyOf(answers);
    Objects.requireNonNull(action, path);
    for (Parameter<?> parameter : parameters) {
      if (parameter.place() == Parameter.Place.PATH
          && !path.contains("{" + parameter.name() + "}")) {
        throw new IllegalArgumentException(path + " has no " + parameter.name());
      }
    }
    long declared =
        parameters.stream().filter(each -> each.place() == Parameter.Place.PATH).count();
    if (declared != path.chars().filter(each -> each == '{').count()) {
      throw new IllegalArgumentException(path + " has parameters that are not declared");
    }
  }

  /** Method and path, as logs and metrics name the route. */
  public String route() {
    return method.name() + " " + path;
  }

  /** Begins the declaration of an endpoint that needs the scope {@link Scope#READ}. */
  public static Builder get(String path) {
    return new Builder(HandlerType.GET, path, Scope.READ);
  }

  /** Begins the declaration of an endpoint that needs the scope {@link Scope#READ}. */
  public static Builder post(String path) {
    return new Builder(HandlerType.POST, path, Scope.READ);
  }

  /** Begins the declaration of an endpoint that needs the scope {@link Scope#WRITE}. */
  public static Builder put(String path) {
    return new Builder(HandlerType.PUT, path, Scope.WRITE);
  }

  /** Begins the declaration of an endpoint that needs the scope {@link Scope#WRITE}. */
  public static Builder delete(String path) {
    return new Builder(HandlerType.DELETE, path, Scope.WRITE);
  }

  /** Collects the parts of an endpoint. */
  public static final class Builder {
    private final HandlerType method;
    private final String path;
    private Scope scope;
    private String group = "";
    private String summary = "";
    private final List<Parameter<?>> parameters = new ArrayList<>();
    private Class<?> body;
    private final Map<Integer, Class<?>> answers = new LinkedHashMap<>();

    private Builder(HandlerType method, String path, Scope scope) {
      this.method = method;
      this.path = path;
      this.scope = scope;
    }

    /** Heading and line in the documentation. */
    public Builder documented(String heading, String line) {
      group = heading;
      summary = line;
      return this;
    }

    /** What a key must allow. */
    public Builder needs(Scope needed) {
      scope = needed;
      return this;
    }

    /** Parameters that it takes. */
    public Builder takes(Parameter<?>... taken) {
      return takes(List.of(taken));
    }

    /** Parameters that it takes. */
    public Builder takes(List<Parameter<?>> taken) {
      parameters.addAll(taken);
      return this;
    }

    /** The body that it takes. */
    public Builder takesBody(Class<? extends Record> type) {
      body = type;
      return this;
    }

    /** What it answers with a status. */
    public Builder answers(int status, Class<?> type) {
      answers.put(status, type);
      return this;
    }

    /** The endpoint. */
    public Endpoint does(Action action) {
      return new Endpoint(
          method,
          path,
          group,
          summary,
          scope,
          parameters,
          Optional.ofNullable(body),
          answers,
          action);
    }
  }
}
