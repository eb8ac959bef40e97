package dev.marquee.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.serving.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists of users, visitors and sessions over HTTP. */
class ListsApiTest extends ApiTest {
  @Test
  void aKnownUserGetsAnExplainedListThatSaysWhereItComesFrom() {
    JsonNode answer = service.get("/v1/users/1/recommendations?n=5");

    assertThat(answer.at("/snapshot/id").asText()).isEqualTo(snapshotId);
    assertThat(answer.at("/snapshot/ageSeconds").asLong()).isBetween(0L, 600L);
    assertThat(answer.get("requestId").asText()).isNotEmpty();
    assertThat(answer.get("userKind").asText()).isEqualTo("known");
    assertThat(answer.get("ratingCount").asInt()).isEqualTo(20);
    assertThat(answer.at("/weights/collaborative").asDouble()).isEqualTo(0.6);
    assertThat(answer.get("bucket").toString()).isEqualTo("{\"minRatings\":10}");
    assertThat(answer.get("diversity").asDouble()).isZero();
    assertThat(answer.get("movies")).hasSize(5);
    assertThat(answer.at("/movies/0/rank").asInt()).isEqualTo(1);
    assertThat(answer.at("/movies/0/explanation").asText()).endsWith(".");
    assertThat(answer.at("/movies/0/reasons/0/kind").asText()).isNotEmpty();
    assertThat(answer.has("fallback")).isFalse();
    assertThat(answer.has("degraded")).isFalse();
  }

  @Test
  void aCachedAnswerIsTheSameButForItsRequest() throws IOException {
    HttpResponse<String> first = service.send("GET", "/v1/users/2/recommendations");
    HttpResponse<String> second = service.send("GET", "/v1/users/2/recommendations");

    RecommendationAnswer one = read(first);
    RecommendationAnswer other = read(second);
    assertThat(other.requestId()).isNotEqualTo(one.requestId());
    assertThat(second.headers().firstValue("X-Request-Id")).contains(other.requestId());
    assertThat(other.movies()).isEqualTo(one.movies());
    assertThat(service.send("GET", "/metrics").body())
        .containsPattern("marquee_cache_hits_total [1-9]");
  }

  @Test
  void aListCanBeAskedForAsItWasBeforeTheNewestRatings() {
    String path = "/v1/users/9/recommendations?n=10&exclude=";
    List<Long> newest = new ArrayList<>();
    service
        .get("/v1/users/9/ratings?n=2")
        .get("ratings")
        .forEach(rating -> newest.add(rating.get("movieId").asLong()));
    long best = service.get("/v1/users/9/recommendations").at("/movies/0/movieId").asLong();
    JsonNode before = service.get(path + best);
    service.send("PUT", "/v1/users/9/ratings/" + best, "{\"stars\": 0.5}");
    try {
      assertThat(ids(service.get(path + best))).isNotEqualTo(ids(before));

      JsonNode without = service.get(path + best + "&withoutNewest=1");
      assertThat(ids(without)).isEqualTo(ids(before));
      assertThat(without.get("ratingCount").asInt()).isEqualTo(20);
      assertThat(without.get("userKind").asText()).isEqualTo("known");

      JsonNode stored = service.get(path + newest.get(0) + "&withoutNewest=3");
      assertThat(stored.get("ratingCount").asInt()).isEqualTo(18);
      assertThat(service.get(path + best + "&withoutNewest=21").has("fallback")).isTrue();
      String trace = "/v1/users/9/recommendations/" + best + "/trace";
      assertThat(service.get(trace).has("rank")).isFalse();
      assertThat(service.get(trace + "?withoutNewest=1").get("rank").asInt()).isEqualTo(1);
      problem("GET", path + best + "&withoutNewest=-1", null, 400, "withoutNewest", "0 to 1000");
    } finally {
      service.send("DELETE", "/v1/users/9/ratings/" + best);
    }
  }

  @Test
  void anUnknownUserIsToldThatTheListIsAFallback() {
    JsonNode answer = service.get("/v1/users/999999/recommendations");

    assertThat(answer.at("/fallback/kind").asText()).isEqualTo("unknown-user");
    assertThat(answer.at("/fallback/reason").asText()).contains("popular");
    assertThat(answer.get("movies")).hasSize(20);
  }

  @Test
  void aVisitorBringsRatingsFiltersAndWeights() {
    JsonNode answer =
        post(
            "/v1/recommendations",
            """
            {"ratings": [{"movieId": 1, "stars": 5}, {"movieId": 2, "stars": 1}], "n": 10,
             "filters": {"genres": ["drama"], "yearFrom": 1960, "deny": [7]},
             "boosts": {"genres": {"Comedy": 0.5}, "movies": {"12": 3}},
             "weights": {"content": 1, "collaborative": 0, "popularity": 0},
             "exploration": {"strength": 0.1, "seed": 4}, "diversity": 0.3}
            """);

    assertThat(answer.get("userKind").asText()).isEqualTo("visitor");
    assertThat(answer.at("/weights/content").asDouble()).isEqualTo(1);
    assertThat(answer.get("movies")).isNotEmpty();
    for (JsonNode movie : answer.get("movies")) {
      assertThat(movie.get("genres").toString()).contains("Drama");
      assertThat(movie.get("year").asInt()).isGreaterThanOrEqualTo(1960);
      assertThat(movie.get("movieId").asLong()).isNotIn(1L, 2L, 7L);
    }
  }

  @Test
  void candidatesAloneAreRanked() {
    JsonNode answer =
        post(
            "/v1/recommendations",
            """
            {"ratings": [{"movieId": 1, "stars": 5}], "candidates": [10, 11, 12, 1], "explain": false}
            """);

    assertThat(ids(answer)).containsExactlyInAnyOrder(10L, 11L, 12L);
    assertThat(answer.has("fallback")).isFalse();
  }

  @Test
  void aSessionRatesAndAsks() {
    JsonNode begun = RunningService.json(service.send("POST", "/v1/sessions"), 201);
    String path = "/v1/sessions/" + begun.get("sessionId").asText();

    JsonNode cold = service.get(path + "/recommendations?n=3");
    RunningService.json(service.send("PUT", path + "/ratings/5", "{\"stars\": 5}"), 200);
    JsonNode rated =
        RunningService.json(service.send("PUT", path + "/ratings/6", "{\"stars\": 2}"), 200);
    JsonNode warm = service.get(path + "/recommendations?n=3");

    assertThat(cold.at("/fallback/kind").asText()).isEqualTo("no-ratings");
    assertThat(rated.at("/ratings/0/movieId").asLong()).isEqualTo(6);
    assertThat(warm.get("ratingCount").asInt()).isEqualTo(2);
    assertThat(warm.get("userKind").asText()).isEqualTo("visitor");
    assertThat(RunningService.json(service.send("DELETE", path + "/ratings/6"), 200).get("ratings"))
        .hasSize(1);
    assertThat(service.send("DELETE", path).statusCode()).isEqualTo(204);
    assertThat(service.send("GET", path).statusCode()).isEqualTo(404);
  }

  @Test
  void theDeepestPageIsAnsweredAndEmpty() {
    assertThat(service.get("/v1/users/1/recommendations?offset=10000").get("movies")).isEmpty();
    assertThat(service.get("/v1/users/1/ratings?offset=2147483647").get("ratings")).isEmpty();
  }

  private static RecommendationAnswer read(HttpResponse<String> answer) throws IOException {
    return Json.MAPPER.readValue(answer.body(), RecommendationAnswer.class);
  }
}
