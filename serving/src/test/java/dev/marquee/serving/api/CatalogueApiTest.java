package dev.marquee.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The catalogue over HTTP, and the answers to requests that are wrong. */
class CatalogueApiTest extends ApiTest {
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
    problem("PUT", "/v1/users/1/ratings/3", "{}", 400, "stars", "is missing");
    problem("PUT", "/v1/users/1/ratings/3", "{\"star\": 4}", 400, "star", "'stars'");
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
        "is missing");
    problem(
        "POST",
        "/v1/recommendations",
        "{\"ratings\": [{\"movieId\": 1, \"stars\": 5}, {\"movieId\": 2, \"grade\": 5}]}",
        400,
        "ratings[1].grade",
        "expected one of movieId, stars");
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
        "is missing");
    problem("GET", "/v1/users/1/recommendations?n=2000000000", null, 400, "n", "from 1 to 100");
    problem("GET", "/v1/users/1/recommendations?offset=99999999", null, 400, "offset", "10000");
    problem("GET", "/v1/users/1%20OR%201=1/ratings", null, 400, "id", "whole number");
    problem("DELETE", "/v1/users/1;DROP%20TABLE%20ratings", null, 400, "id", "whole number");
    problem("PATCH", "/v1/users/1/ratings/3", "{}", 405, null, "PATCH");
    problem("GET", "/v1/nothing", null, 404, null, "/openapi.json");
  }
}
