package dev.marquee.evaluation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole circle: a service that waits for its first snapshot, a night, ratings, a kill, another
 * night, and the new snapshot in the running service.
 */
class ServedNightIT {
  private static final Path ROOT = Path.of(System.getProperty("marquee.root"));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path directory;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static int port;
  private static Process service;

  @BeforeAll
  static void start() throws IOException {
    CommandRun.useLocalSpark();
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path input = Files.createDirectories(directory.resolve("input"));
    SampleSplit split = SampleSplit.write(directory.resolve("split"));
    Files.copy(split.movies(), input.resolve("movies.csv"));
    Files.copy(split.folder().resolve("train.csv"), input.resolve("ratings.csv"));
    startService();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    service.destroy();
    assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void ratingsOfTheDayAreInTomorrowsSnapshot() throws Exception {
    await("not-ready");
    assertThat(get("/v1/snapshot").get("waiting").asText()).contains("nightly");
    assertThat(send("GET", "/v1/popular", null).statusCode()).isEqualTo(503);

    night();
    await("ready");
    String first = get("/v1/snapshot").get("id").asText();
    List<Long> before = movies(get("/v1/users/1/recommendations?n=5"));
    long rated = before.get(0);
    long erasedRatings = get("/v1/users/2/ratings").get("total").asLong();
    assertThat(erasedRatings).isPositive();
    assertThat(send("PUT", "/v1/users/1/ratings/" + rated, "{\"stars\": 5}").statusCode())
        .isEqualTo(200);
    assertThat(send("PUT", "/v1/users/777777/ratings/" + rated, "{\"stars\": 4}").statusCode())
        .isEqualTo(200);
    assertThat(send("DELETE", "/v1/users/2", null).statusCode()).isEqualTo(204);

    service.destroyForcibly().waitFor();
    startService();
    await("ready");
    assertThat(movies(get("/v1/users/1/recommendations?n=5"))).doesNotContain(rated);

    night();
    awaitOtherThan(first);
    JsonNode known = get("/v1/users/1/recommendations?n=5");
    assertThat(known.get("userKind").asText()).isEqualTo("known");
    assertThat(movies(known)).doesNotContain(rated);
    assertThat(get("/v1/users/777777/recommendations").get("userKind").asText()).isEqualTo("known");
    assertThat(get("/v1/users/2/ratings").get("total").asLong()).isZero();
    assertThat(get("/v1/users/2/recommendations").at("/fallback/kind").asText())
        .isEqualTo("unknown-user");
  }

  private static void night() {
    CommandRun run =
        CommandRun.small(
            "nightly",
            "--input",
            directory.resolve("input").toString(),
            "--warehouse",
            directory.resolve("warehouse").toString(),
            "--set",
            "events.url=jdbc:sqlite:" + directory.resolve("events.db"));
    assertThat(run.status()).as(run.err()).isZero();
  }

  private static void startService() throws IOException {
    service =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx512m",
                "-jar",
                ROOT.resolve("serving/target/marquee-serving.jar").toString(),
                "--warehouse",
                directory.resolve("warehouse").toString(),
                "--port",
                Integer.toString(port),
                "--set",
                "snapshot.pollSeconds=1",
                "--set",
                "events.url=jdbc:sqlite:" + directory.resolve("events.db"))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
            .start();
  }

  private static void await(String status) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    String last = "";
    while (System.nanoTime() < end) {
      try {
        last = send("GET", "/health/ready", null).body();
        if (JSON.readTree(last).get("status").asText().equals(status)) {
          return;
        }
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(100);
    }
    throw new AssertionError(
        "not %s: %s%n%s".formatted(status, last, Files.readString(directory.resolve("log"))));
  }

  private static void awaitOtherThan(String id) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (get("/v1/snapshot").get("id").asText().equals(id)) {
      assertThat(System.nanoTime()).as("still %s", id).isLessThan(end);
      Thread.sleep(100);
    }
  }

  private static JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = send("GET", path, null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> send(String method, String path, String json)
      throws IOException, InterruptedException {
    HttpRequest.BodyPublisher body =
        json == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(json);
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(20))
            .method(method, body)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static List<Long> movies(JsonNode answer) {
    List<Long> ids = new ArrayList<>();
    answer.get("movies").forEach(movie -> ids.add(movie.get("movieId").asLong()));
    return ids;
  }
}
