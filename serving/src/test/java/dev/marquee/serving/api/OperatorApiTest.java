package dev.marquee.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.serving.Eventually;
import dev.marquee.serving.bench.GeneratedWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators ask for over HTTP. */
class OperatorApiTest extends ApiTest {
  @Test
  void operatorsSeeTheWeightsInForceAndFromWhereSomethingIsWrong() {
    JsonNode weights = service.get("/v1/snapshot").get("weights");
    assertThat(weights).hasSize(3);
    assertThat(weights.at("/2/minRatings").asInt()).isEqualTo(10);
    assertThat(weights.at("/2/weights/collaborative").asDouble()).isEqualTo(0.6);
    assertThat(service.get("/v1/alerts").get("alerts").toString())
        .isEqualTo(
            "{\"snapshotHours\":36.0,\"slowMillis\":250,\"failedShare\":0.01,"
                + "\"refusedShare\":0.5,\"leastRequests\":20}");
  }

  @Test
  void aWarehouseThatCannotBeFollowedIsSaidWhileItsSnapshotGoesOn(@TempDir Path own)
      throws Exception {
    String id = GeneratedWarehouse.SMALL.publish(own.resolve("warehouse"));
    Path current = own.resolve("warehouse/CURRENT");
    try (RunningService following = RunningService.startReady(own)) {
      assertThat(following.get("/health/ready").get("status").asText()).isEqualTo("ready");
      Files.move(current, own.resolve("away"));
      JsonNode health = awaitHealth(following, "degraded");
      assertThat(health.at("/reasons/0").asText()).contains("CURRENT is missing", id);
      assertThat(following.get("/v1/snapshot").get("unreachable").asText())
          .isEqualTo(health.at("/reasons/0").asText());
      assertThat(following.get("/v1/users/1/recommendations?n=3").get("movies")).hasSize(3);

      Files.move(own.resolve("away"), current);
      assertThat(awaitHealth(following, "ready").get("reasons")).isEmpty();
      assertThat(following.get("/v1/snapshot").has("unreachable")).isFalse();
    }
  }

  private static JsonNode awaitHealth(RunningService service, String status)
      throws InterruptedException {
    return Eventually.get(
        () -> service.get("/health/ready"), health -> health.get("status").asText().equals(status));
  }

  @Test
  void snapshotsTellOfThemselvesWithoutTheirPaths() {
    JsonNode snapshots = service.get("/v1/snapshots?n=1").get("snapshots");

    assertThat(snapshots).hasSize(1);
    assertThat(snapshots.at("/0/id")).isEqualTo(service.get("/v1/snapshot").get("id"));
    assertThat(snapshots.at("/0/current").asBoolean()).isTrue();
    assertThat(snapshots.toString()).doesNotContain("/");
  }

  @Test
  void exposureCountsEveryPlaceOfEveryList() {
    JsonNode exposure = service.get("/v1/exposure?n=200");

    int places = 0;
    for (JsonNode listed : exposure.get("mostRecommended")) {
      places += listed.get("lists").asInt();
    }
    assertThat(places).isEqualTo(exposure.get("users").asInt() * 10);
    assertThat(exposure.get("recommended").asInt())
        .isEqualTo(exposure.get("mostRecommended").size());
    assertThat(exposure.at("/neverRecommended/total").asInt())
        .isEqualTo(200 - exposure.get("recommended").asInt());
    double ratings = 0;
    double shown = 0;
    for (JsonNode decile : exposure.get("deciles")) {
      ratings += decile.get("ratingShare").asDouble();
      shown += decile.get("exposureShare").asDouble();
    }
    assertThat(ratings).isBetween(0.99, 1.01);
    assertThat(shown).isBetween(0.99, 1.01);
  }

  @Test
  void moviesWithNeitherOverviewNorTagsHaveNoText() {
    JsonNode examples = service.get("/v1/exposure?n=200").get("examples");

    // Every fifth movie has no overview, every fourth a tag.
    assertThat(movieIds(examples.get("noText")))
        .isNotEmpty()
        .allMatch(id -> id % 5 == 0 && id % 4 != 0);
    assertThat(movieIds(examples.get("outranked")))
        .isNotEmpty()
        .allMatch(id -> id % 5 != 0 || id % 4 == 0);
  }

  @Test
  void weightsThatCannotBeUsedAreNamedBesideTheirSnapshot() throws IOException {
    Path weights =
        folder.resolve("warehouse/snapshots/%s/models/weights/proposal.json".formatted(snapshotId));
    Files.createDirectories(weights.getParent());
    Files.writeString(weights, "{\"version\": 1, \"buckets\": []}");
    try {
      JsonNode answer = service.get("/v1/snapshots");

      assertThat(answer.at("/snapshots/0/id").asText()).isEqualTo(snapshotId);
      assertThat(answer.at("/unreadable/0/id").asText()).isEqualTo(snapshotId);
      assertThat(answer.at("/unreadable/0/file").asText())
          .isEqualTo("models/weights/proposal.json");
      assertThat(answer.at("/unreadable/0/reason").asText()).contains("no buckets");
      assertThat(answer.toString()).doesNotContain(folder.toString());
    } finally {
      Files.delete(weights);
    }
  }
}
