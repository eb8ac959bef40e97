package dev.marquee.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.serving.bench.GeneratedWarehouse;
import dev.marquee.serving.http.Endpoint;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document against the routes of a running service. */
class OpenApiTest {
  private static final Pattern REFERENCE = Pattern.compile("\"\\$ref\":\"#/([^\"]+)\"");

  @TempDir Path folder;

  @Test
  void theDocumentNamesEveryRouteAndNoOther() {
    GeneratedWarehouse.SMALL.publish(folder.resolve("warehouse"));
    try (RunningService service = RunningService.startReady(folder)) {
      JsonNode document = service.get("/openapi.json");

      Set<String> documented = new TreeSet<>();
      document
          .get("paths")
          .fields()
          .forEachRemaining(
              path ->
                  path.getValue()
                      .fieldNames()
                      .forEachRemaining(
                          method -> documented.add(method.toUpperCase() + " " + path.getKey())));
      Set<String> routes = new TreeSet<>();
      service.server().endpoints().forEach(endpoint -> routes.add(endpoint.route()));
      assertThat(documented).isEqualTo(routes);
      for (Endpoint endpoint : service.server().endpoints()) {
        reaches(service, endpoint);
      }
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    try (RunningService service = RunningService.start(folder)) {
      JsonNode document = service.get("/openapi.json");

      REFERENCE
          .matcher(document.toString())
          .results()
          .forEach(
              reference ->
                  assertThat(document.at("/" + reference.group(1)).isMissingNode())
                      .as(reference.group(1))
                      .isFalse());
      assertThat(document.at("/components/schemas/RecommendationAnswer/required").toString())
          .contains("requestId", "snapshot")
          .doesNotContain("fallback");
      assertThat(document.at("/components/schemas/RecommendedAnswer/properties/year/type").asText())
          .isEqualTo("integer");
    }
  }

  /** A route that the server does not have answers 404 without a field, or 405. */
  private static void reaches(RunningService service, Endpoint endpoint) {
    String path = endpoint.path();
    for (var value : Map.of("{id}", "1", "{movieId}", "1").entrySet()) {
      path = path.replace(value.getKey(), value.getValue());
    }
    HttpResponse<String> answer = service.send(endpoint.method().name(), path, "{}");
    assertThat(answer.statusCode()).as(endpoint.route()).isNotEqualTo(405).isLessThan(500);
    assertThat(answer.body()).as(endpoint.route()).doesNotContain("see /openapi.json");
  }
}
