package dev.marquee.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Ratings, events, profiles and erasure over HTTP. */
class RatingsApiTest extends ApiTest {
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
}
