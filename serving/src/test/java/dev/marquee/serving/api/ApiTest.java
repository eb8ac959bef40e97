package dev.marquee.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.serving.bench.GeneratedWarehouse;
import dev.marquee.serving.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The endpoints over HTTP, on a snapshot of 200 movies and 30 users. */
class ApiTest {
  @TempDir static Path folder;

  private static String snapshotId;
  private static RunningService service;

  @BeforeAll
  static void start() {
    snapshotId = GeneratedWarehouse.SMALL.publish(folder.resolve("warehouse"));
    service = RunningService.startReady(folder);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

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
  void aRatingChangesTheUsersVeryNextAnswer() {
    JsonNode before = service.get("/v1/users/3/recommendations?n=3");
    long best = before.at("/movies/0/movieId").asLong();

    HttpResponse<String> rated =
        service.send("PUT", "/v1/users/3/ratings/" + best, "{\"stars\": 4.5}");
    JsonNode after = service.get("/v1/users/3/recommendations?n=3");

    assertThat(RunningService.json(rated, 200).at("/rating/stars").asDouble()).isEqualTo(4.5);
    assertThat(ids(after)).doesNotContain(best);
    assertThat(after.get("userKind").asText()).isEqualTo("adapted");
    assertThat(after.get("ratingCount").asInt()).isEqualTo(21);

    assertThat(service.send("DELETE", "/v1/users/3/ratings/" + best).statusCode()).isEqualTo(204);
    JsonNode again = service.get("/v1/users/3/recommendations?n=3");
    assertThat(ids(again)).isEqualTo(ids(before));
    assertThat(again.get("userKind").asText()).isEqualTo("known");
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
  void aRatingBringsTheListThatFollowsFromItWhereAsked() {
    String path =
        "/v1/users/8/ratings/"
            + service.get("/v1/users/8/recommendations").at("/movies/0/movieId").asLong();
    JsonNode rated =
        RunningService.json(service.send("PUT", path + "?list=true&n=3", "{\"stars\": 4}"), 200);
    assertThat(rated.at("/rating/stars").asDouble()).isEqualTo(4);
    assertThat(ids(rated.get("list")))
        .isEqualTo(ids(service.get("/v1/users/8/recommendations?n=3")));
    assertThat(rated.at("/list/ratingCount").asInt()).isEqualTo(21);

    JsonNode unrated = RunningService.json(service.send("DELETE", path + "?list=true&n=3"), 200);
    assertThat(unrated.has("rating")).isFalse();
    assertThat(unrated.at("/list/ratingCount").asInt()).isEqualTo(20);
    assertThat(ids(unrated.get("list"))).hasSize(3);

    problem("PUT", path + "?n=3", "{\"stars\": 4}", 400, "list", "true");
    problem("PUT", path + "?list=true&genres=Dramma", "{\"stars\": 4}", 400, "genres", "Drama");
    assertThat(service.get("/v1/users/8/ratings").get("total").asInt()).isEqualTo(20);
  }

  @Test
  void theLaterRatingStandsWhateverComesLast() {
    service.send("PUT", "/v1/users/7/ratings/9", "{\"stars\": 5, \"timestamp\": 1700000000}");

    HttpResponse<String> older =
        service.send("PUT", "/v1/users/7/ratings/9", "{\"stars\": 1, \"timestamp\": 1600000000}");

    assertThat(RunningService.json(older, 409).get("field").asText()).isEqualTo("timestamp");
    assertThat(service.get("/v1/users/7/ratings").at("/ratings/0/stars").asDouble()).isEqualTo(5);
    problem(
        "PUT",
        "/v1/users/7/ratings/9",
        "{\"stars\": 5, \"timestamp\": 1700000000000}",
        400,
        "timestamp",
        "future");
  }

  @Test
  void anErasedUserIsGoneFromEveryAnswerAtOnce() {
    long rated = service.get("/v1/users/4/ratings").at("/ratings/0/movieId").asLong();
    service.get("/v1/users/4/recommendations");

    assertThat(service.send("DELETE", "/v1/users/4").statusCode()).isEqualTo(204);

    assertThat(service.get("/v1/users/4/ratings").get("total").asInt()).isZero();
    assertThat(service.get("/v1/users/4/profile").get("ratingCount").asInt()).isZero();
    JsonNode list = service.get("/v1/users/4/recommendations");
    assertThat(list.get("userKind").asText()).isEqualTo("cold-start");
    assertThat(list.at("/fallback/kind").asText()).isEqualTo("unknown-user");
    JsonNode trace = service.get("/v1/users/4/recommendations/" + rated + "/trace");
    assertThat(trace.get("ratingCount").asInt()).isZero();
    assertThat(trace.has("removal")).isFalse();

    service.send("PUT", "/v1/users/4/ratings/9", "{\"stars\": 5}");
    assertThat(service.get("/v1/users/4/ratings").get("total").asInt()).isEqualTo(1);
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
  void theCatalogueIsSearchedAndPaged() {
    JsonNode found = service.get("/v1/movies?q=night%20riv&n=5");
    assertThat(found.at("/movies/0/title").asText()).contains("River", "Night");

    List<Long> all = new ArrayList<>();
    String path = "/v1/movies?sort=title&n=70";
    JsonNode page = service.get(path);
    all.addAll(ids(page));
    while (page.has("nextCursor")) {
      page = service.get(path + "&cursor=" + page.get("nextCursor").asText());
      all.addAll(ids(page));
    }
    assertThat(all).hasSize(200).doesNotHaveDuplicates();
    assertThat(service.get("/v1/movies/7").at("/movie/movieId").asLong()).isEqualTo(7);
    assertThat(service.get("/v1/movies/7/similar?n=3").get("movies")).hasSize(3);
    assertThat(service.get("/v1/genres").get("genres")).hasSize(6);
    assertThat(service.get("/v1/popular?genre=Horror&n=4").get("movies")).hasSize(4);
  }

  @Test
  void theDeepestPageIsAnsweredAndEmpty() {
    assertThat(service.get("/v1/users/1/recommendations?offset=10000").get("movies")).isEmpty();
    assertThat(service.get("/v1/users/1/ratings?offset=2147483647").get("ratings")).isEmpty();
  }

  @Test
  void aProfileSumsUpTheRatings() {
    JsonNode profile = service.get("/v1/users/5/profile");

    assertThat(profile.get("ratingCount").asInt()).isEqualTo(20);
    double shares = 0;
    for (JsonNode genre : profile.get("genres")) {
      shares += genre.get("share").asDouble();
    }
    assertThat(shares).isBetween(0.999, 1.001);
    int ratings = 0;
    for (JsonNode stars : profile.get("distribution")) {
      ratings += stars.get("ratings").asInt();
    }
    assertThat(ratings).isEqualTo(20);
    assertThat(profile.get("diversity").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void aProfileOfRatingsThatComeWithTheRequest() {
    JsonNode profile =
        post(
            "/v1/profile",
            """
            {"ratings": [
              {"movieId": 3, "stars": 5, "timestamp": 200},
              {"movieId": 4, "stars": 2, "timestamp": 100},
              {"movieId": 999999, "stars": 2, "timestamp": 300}]}
            """);

    assertThat(profile.has("userId")).isFalse();
    assertThat(profile.get("meanStars").asDouble()).isEqualTo(3);
    assertThat(profile.at("/ignoredRatings/0").asLong()).isEqualTo(999999);
    assertThat(profile.get("timeline")).hasSize(3);
    assertThat(profile.at("/timeline/0/from").asLong()).isEqualTo(100);
    assertThat(profile.at("/timeline/0/meanStars").asDouble()).isEqualTo(2);
    for (JsonNode genre : profile.get("genres")) {
      assertThat(genre.get("coverage").asDouble()).isBetween(0.0, 0.1);
      assertThat(genre.get("catalogueShare").asDouble()).isBetween(0.1, 0.3);
    }
    for (JsonNode genre : profile.get("genresToExplore")) {
      assertThat(genre.at("/suggestion/genres").toString()).contains(genre.get("name").asText());
    }
    assertThat(profile.get("genres").size() + profile.get("genresToExplore").size()).isEqualTo(6);
    problem(
        "POST",
        "/v1/profile",
        "{\"ratings\": [{\"movieId\": 3, \"stars\": 9}]}",
        400,
        "ratings[0].stars",
        "0.5 to 5.0");
  }

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
    JsonNode health = service.get("/health/ready");
    for (int i = 0; i < 200 && !health.get("status").asText().equals(status); i++) {
      Thread.sleep(50);
      health = service.get("/health/ready");
    }
    assertThat(health.get("status").asText()).isEqualTo(status);
    return health;
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

  @Test
  void eventsAreStoredOnce() {
    String batch =
        """
        {"events": [
          {"eventId": "a1", "type": "impression", "userId": 6, "movieId": 3, "position": 1},
          {"eventId": "a2", "type": "click", "userId": 6, "movieId": 3},
          {"eventId": "a3", "type": "rating", "userId": 6, "movieId": 3, "stars": 4}]}
        """;
    assertThat(post("/v1/events", batch).get("accepted").asInt()).isEqualTo(3);
    assertThat(post("/v1/events", batch).get("duplicates").asInt()).isEqualTo(3);
    assertThat(service.get("/v1/users/6/ratings").at("/ratings/0/movieId").asLong()).isEqualTo(3);
  }

  @Test
  void whatIsWrongIsNamedWithWhatWasExpected() {
    problem("GET", "/v1/users/x/recommendations", null, 400, "id", "whole number");
    problem("GET", "/v1/users/1/recommendations?n=0", null, 400, "n", "from 1 to 100");
    problem("GET", "/v1/users/1/recommendations?gendres=Drama", null, 400, "gendres", "'genres'");
    problem("GET", "/v1/users/1/recommendations?genres=Dramma", null, 400, "genres", "Drama");
    problem("GET", "/v1/users/1/recommendations?weights=1,2", null, 400, "weights", "three");
    problem("GET", "/v1/users/1/recommendations?n=1&n=2", null, 400, "n", "2 times");
    problem(
        "GET",
        "/v1/users/1/recommendations?yearFrom=2000&yearTo=1990",
        null,
        400,
        "yearFrom",
        "1990");
    problem("GET", "/v1/movies/9999", null, 404, "id", "9999");
    problem("GET", "/v1/movies?cursor=nonsense", null, 400, null, "cursor");
    problem("PUT", "/v1/users/1/ratings/3", "{\"stars\": 9}", 400, "stars", "0.5 to 5.0");
    problem("PUT", "/v1/users/1/ratings/3", "{\"star\": 4}", 400, "stars", "there is none");
    problem("PUT", "/v1/users/1/ratings/3", "{\"stars\": 4, \"star\": 4}", 400, "star", "'stars'");
    problem("PUT", "/v1/users/1/ratings/3", "{\"stars\": \"4\"}", 400, "stars", "number");
    problem("PUT", "/v1/users/1/ratings/3", "{", 400, null, "line 1");
    problem("PUT", "/v1/users/1/ratings/3", "", 400, null, "empty");
    problem("PUT", "/v1/users/1/ratings/99999", "{\"stars\": 4}", 404, "movieId", "99999");
    problem(
        "POST",
        "/v1/recommendations",
        "{\"ratings\": [{\"movieId\": 1, \"stars\": 5}, {\"movieId\": 2}]}",
        400,
        "ratings[1].stars",
        "value");
    problem(
        "POST",
        "/v1/recommendations",
        "{\"ratings\": [{\"movieId\": 1, \"stars\": 7}]}",
        400,
        "ratings[0].stars",
        "0.5 to 5.0");
    problem(
        "POST",
        "/v1/events",
        "{\"events\": [{\"eventId\": \"x\"}]}",
        400,
        "events[0].type",
        "value");
    problem("GET", "/v1/users/1/recommendations?n=2000000000", null, 400, "n", "from 1 to 100");
    problem("GET", "/v1/users/1/recommendations?offset=99999999", null, 400, "offset", "10000");
    problem("GET", "/v1/users/1%20OR%201=1/ratings", null, 400, "id", "whole number");
    problem("DELETE", "/v1/users/1;DROP%20TABLE%20ratings", null, 400, "id", "whole number");
    problem("PATCH", "/v1/users/1/ratings/3", "{}", 405, null, "PATCH");
    problem("GET", "/v1/nothing", null, 404, null, "/openapi.json");
  }

  private static void problem(
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

  private static JsonNode post(String path, String json) {
    return RunningService.json(service.send("POST", path, json), 200);
  }

  private static RecommendationAnswer read(HttpResponse<String> answer) throws IOException {
    return Json.MAPPER.readValue(answer.body(), RecommendationAnswer.class);
  }

  private static List<Long> ids(JsonNode answer) {
    return movieIds(answer.get("movies"));
  }

  private static List<Long> movieIds(JsonNode movies) {
    List<Long> ids = new ArrayList<>();
    movies.forEach(movie -> ids.add(movie.get("movieId").asLong()));
    return ids;
  }
}
