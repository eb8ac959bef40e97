package dev.marquee.evaluation.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.marquee.serving.events.PostgresServer;
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
import org.junit.jupiter.api.AfterEach;
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
  private static Path warehouse;

  /** The settings of the event store, the same for the service and the nightly job. */
  private static List<String> events;

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
  }

  @AfterEach
  void stop() throws InterruptedException {
    service.destroy();
    assertThat(service.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void ratingsOfTheDayAreInTomorrowsSnapshot() throws Exception {
    warehouse = directory.resolve("warehouse");
    events = List.of("events.url=jdbc:sqlite:" + directory.resolve("events.db"));
    startService();
    await("not-ready");
    assertThat(get("/v1/snapshot").get("waiting").asText()).contains("nightly");
    assertThat(send("GET", "/v1/popular", null).statusCode()).isEqualTo(503);
    night();
    await("ready");
    passesADay();
  }

  @Test
  void soAreThoseThatPostgresKeeps() throws Exception {
    warehouse = directory.resolve("warehouse-postgres");
    events = List.of("events.url=" + PostgresServer.shared().newDatabase(), "events.user=marquee");
    startService();
    // Makes the database's tables, without which the night has nothing to read.
    await("not-ready");
    night();
    await("ready");
    passesADay();
  }

  private static void passesADay() throws Exception {
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
    List<String> arguments = new ArrayList<>(List.of("nightly"));
    arguments.addAll(List.of("--input", directory.resolve("input").toString()));
    arguments.addAll(List.of("--warehouse", warehouse.toString()));
    addEvents(arguments);
    CommandRun run = CommandRun.small(arguments.toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isZero();
  }

  private static void startService() throws IOException {
    List<String> command =
        new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
    command.addAll(List.of("-Xmx512m", "-jar"));
    command.add(ROOT.resolve("serving/target/marquee-serving.jar").toString());
    command.addAll(List.of("--warehouse", warehouse.toString()));
    command.addAll(List.of("--port", Integer.toString(port)));
    command.addAll(List.of("--set", "snapshot.pollSeconds=1"));
    addEvents(command);
    service =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile()))
            .start();
  }

  private static void addEvents(List<String> command) {
    events.forEach(setting -> command.addAll(List.of("--set", setting)));
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
