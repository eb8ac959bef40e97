package dev.marquee.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.serving.bench.GeneratedWarehouse;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A service of its own for each class of tests, on a snapshot of 200 movies and 30 users. */
abstract class ApiTest {
  @TempDir static Path folder;

  static String snapshotId;
  static RunningService service;

  @BeforeAll
  static void start() {
    snapshotId = GeneratedWarehouse.SMALL.publish(folder.resolve("warehouse"));
    service = RunningService.startReady(folder);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  static void problem(
      String method, String path, String body, int status, String field, String expected) {
    HttpResponse<String> answer =
        body == null ? service.send(method, path) : service.send(method, path, body);
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonNode problem = RunningService.json(answer, status);
    assertThat(problem.get("detail").asText()).contains(expected);
    assertThat(problem.path("field").asText(null)).isEqualTo(field);
    assertThat(problem.get("requestId").asText()).isNotEmpty();
  }

  static JsonNode post(String path, String json) {
    return RunningService.json(service.send("POST", path, json), 200);
  }

  static List<Long> ids(JsonNode answer) {
    return movieIds(answer.get("movies"));
  }

  static List<Long> movieIds(JsonNode movies) {
    List<Long> ids = new ArrayList<>();
    movies.forEach(movie -> ids.add(movie.get("movieId").asLong()));
    return ids;
  }
}
