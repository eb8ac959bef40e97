package dev.marquee.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.serving.Eventually;
import dev.marquee.serving.bench.GeneratedWarehouse;
import dev.marquee.serving.events.PostgresServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service while its event store, a PostgreSQL, is away. */
class DegradedIT {
  @TempDir Path folder;

  @Test
  void readsGoOnAndSayDegradedWhileWritesAreRefused() throws Exception {
    GeneratedWarehouse.SMALL.publish(folder.resolve("warehouse"));
    PostgresServer postgres = PostgresServer.shared();
    try (RunningService service =
        RunningService.startReady(
            folder, "events.url=" + postgres.newDatabase(), "events.user=marquee")) {
      assertThat(service.send("PUT", "/v1/users/1/ratings/150", "{\"stars\": 5}").statusCode())
          .isEqualTo(200);

      postgres.stop();
      try {
        refusesWrites(service);
      } finally {
        postgres.start();
      }

      awaitReady(service);
      JsonNode ratings = service.get("/v1/users/1/ratings");
      assertThat(ratings.get("total").asInt()).isEqualTo(21);
      assertThat(ratings.toString()).contains("\"movieId\":150").doesNotContain("\"movieId\":151,");
      assertThat(service.get("/v1/users/1/recommendations").has("degraded")).isFalse();
    }
  }

  private static void refusesWrites(RunningService service) {
    JsonNode list = service.get("/v1/users/1/recommendations");
    assertThat(list.get("degraded").asText()).contains("event store");
    assertThat(list.get("movies")).hasSize(20);
    HttpResponse<String> write = service.send("PUT", "/v1/users/1/ratings/151", "{\"stars\": 5}");
    assertThat(RunningService.json(write, 503).get("type").asText())
        .isEqualTo("/problems/event-store-down");
    assertThat(service.get("/health/ready").get("status").asText()).isEqualTo("degraded");
    assertThat(service.send("GET", "/metrics").body()).contains("marquee_events_up 0.0");
  }

  private static void awaitReady(RunningService service) throws InterruptedException {
    Eventually.get(
        () -> service.get("/health/ready"), each -> each.get("status").asText().equals("ready"));
  }
}
