package dev.marquee.serving.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.serving.app.MarqueeServer;
import dev.marquee.serving.app.ServingConfig;
import dev.marquee.serving.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A service on a free port of the loopback address, and a client for it. */
public final class RunningService implements AutoCloseable {
  private final MarqueeServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningService(MarqueeServer server) {
    this.server = server;
  }

  /** Starts a service over a warehouse in a folder; its event store lies beside it. */
  public static RunningService start(Path folder, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "server.port=0",
                "warehouse=" + folder.resolve("warehouse"),
                "snapshot.pollSeconds=1",
                "snapshot.mirror=" + folder.resolve("mirror"),
                "events.url=jdbc:sqlite:" + folder.resolve("events.db")));
    all.addAll(List.of(settings));
    return new RunningService(
        MarqueeServer.start(ServingConfig.LAYERS.load(Optional.empty(), all, Map.of())));
  }

  /** The same, once it has a snapshot. */
  public static RunningService startReady(Path folder, String... settings) {
    RunningService service = start(folder, settings);
    if (!service.server.snapshots().awaitFirst(Duration.ofSeconds(30))) {
      throw new IllegalStateException(service.server.snapshots().state().toString());
    }
    return service;
  }

  /** The server. */
  public MarqueeServer server() {
    return server;
  }

  /** Sends a request without a body. */
  public HttpResponse<String> send(String method, String path) {
    return send(method, path, HttpRequest.BodyPublishers.noBody());
  }

  /** Sends a request with a JSON body. */
  public HttpResponse<String> send(String method, String path, String json) {
    return send(method, path, HttpRequest.BodyPublishers.ofString(json));
  }

  /** The JSON that a path answers; fails unless the status is 200. */
  public JsonNode get(String path) {
    return json(send("GET", path), 200);
  }

  /** The JSON of an answer that must have a status. */
  public static JsonNode json(HttpResponse<String> answer, int status) {
    if (answer.statusCode() != status) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }
    try {
      return Json.MAPPER.readTree(answer.body());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(30))
            .method(method, body)
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
