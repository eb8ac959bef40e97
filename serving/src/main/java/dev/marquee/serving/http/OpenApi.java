package dev.marquee.serving.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The OpenAPI 3.1 document of endpoints, made from the same declarations as their routes. */
public final class OpenApi {
  private static final String JSON = "application/json";

  private final Schemas schemas = new Schemas();

  private OpenApi() {}

  /**
   * The document.
   *
   * @param version of the service
   * @param needsKeys whether requests need a key
   */
  public static ObjectNode document(List<Endpoint> endpoints, String version, boolean needsKeys) {
    return new OpenApi().write(endpoints, version, needsKeys);
  }

  private ObjectNode write(List<Endpoint> endpoints, String version, boolean needsKeys) {
    ObjectNode root = Json.MAPPER.createObjectNode();
    root.put("openapi", "3.1.0");
    root.putObject("info").put("title", "Marquee").put("version", version);
    ObjectNode paths = root.putObject("paths");
    for (Endpoint endpoint : endpoints) {
      ObjectNode path =
          paths.has(endpoint.path())
              ? (ObjectNode) paths.get(endpoint.path())
              : paths.putObject(endpoint.path());
      operation(
          path.putObject(endpoint.method().name().toLowerCase(Locale.ROOT)), endpoint, needsKeys);
    }
    ObjectNode components = root.putObject("components");
    if (needsKeys) {
      components
          .putObject("securitySchemes")
          .putObject("key")
          .put("type", "http")
          .put("scheme", "bearer");
    }
    components.set("schemas", schemas.definitions());
    return root;
  }

  private void operation(ObjectNode operation, Endpoint endpoint, boolean needsKeys) {
    operation.put("operationId", operationId(endpoint));
    operation.putArray("tags").add(endpoint.group());
    operation.put("summary", endpoint.summary());
    ArrayNode parameters = operation.putArray("parameters");
    endpoint.parameters().forEach(each -> parameter(parameters.addObject(), each));
    endpoint
        .body()
        .ifPresent(
            type -> {
              ObjectNode body = operation.putObject("requestBody").put("required", true);
              content(body, JSON).set("schema", schemas.of(type));
            });
    ObjectNode responses = operation.putObject("responses");
    new TreeMap<>(endpoint.answers()).forEach((status, type) -> response(responses, status, type));
    ObjectNode problem =
        responses.putObject("default").put("description", "A problem document, RFC 9457");
    content(problem, Problem.CONTENT_TYPE).set("schema", schemas.of(Problem.class));
    if (needsKeys && endpoint.scope() != Scope.PUBLIC) {
      operation
          .putArray("security")
          .addObject()
          .putArray("key")
          .add(endpoint.scope().name().toLowerCase(Locale.ROOT));
    }
  }

  private static void parameter(ObjectNode node, Parameter<?> parameter) {
    node.put("name", parameter.name());
    node.put("in", parameter.place().name().toLowerCase(Locale.ROOT));
    node.put("description", parameter.description());
    node.put("required", parameter.absent() == null);
    if (parameter.isList()) {
      node.put("style", "form").put("explode", false);
    }
    node.set("schema", Json.MAPPER.valueToTree(parameter.schema()));
  }

  private void response(ObjectNode responses, int status, Class<?> type) {
    ObjectNode response =
        responses
            .putObject(Integer.toString(status))
            .put("description", HttpStatus.forStatus(status).getMessage());
    if (type == String.class) {
      content(response, "text/plain").putObject("schema").put("type", "string");
    } else if (type != Void.class) {
      content(response, JSON).set("schema", schemas.of(type));
    }
  }

  private static ObjectNode content(ObjectNode holder, String type) {
    return holder.putObject("content").putObject(type);
  }

  /** Such as {@code get_v1_users_id_recommendations}. */
  private static String operationId(Endpoint endpoint) {
    return (endpoint.method().name() + endpoint.path())
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "_")
        .replaceAll("_$", "");
  }
}
