package dev.marquee.serving.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.serving.http.Json;
import dev.marquee.serving.recommend.CandidateScope;
import dev.marquee.serving.recommend.ComponentScores;
import dev.marquee.serving.recommend.Explanation;
import dev.marquee.serving.recommend.HistoryBucket;
import dev.marquee.serving.recommend.HybridWeights;
import dev.marquee.serving.recommend.Reason;
import dev.marquee.serving.recommend.Recommendations;
import dev.marquee.serving.recommend.RecommendedMovie;
import dev.marquee.serving.recommend.UserKind;
import dev.marquee.serving.snapshot.Ids;
import dev.marquee.serving.snapshot.Movies;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ListJsonTest {
  private static final Movies MOVIES =
      new Movies(
          new Ids(new long[] {7, 12}),
          new String[] {"Say \"Amélie\"", "Dune"},
          new int[] {2001, Integer.MIN_VALUE},
          new long[] {0b11, 0},
          new String[2],
          new BitSet(),
          List.of("Comedy", "Film-Noir"));

  private final ListJson lists =
      new ListJson(MOVIES, "20260101T000000Z-0", Instant.now().minusSeconds(90));

  @Test
  void everyFieldIsWrittenAsTheAnswerHasIt() throws Exception {
    List<Reason> reasons =
        List.of(
            new Reason.BecauseYouRated(12, "Dune", 4.5, 0.123456),
            new Reason.SharedGenres(List.of("Film-Noir", "Comedy")),
            new Reason.NewGenre("Comedy"),
            new Reason.SimilarTaste(0.98764),
            new Reason.Popular(321, 3.99999));
    Recommendations list =
        new Recommendations(
            List.of(
                new RecommendedMovie(
                    7,
                    1,
                    2.34567,
                    new ComponentScores(-1.5, 3, 0.00001),
                    0.5,
                    Optional.of(new Explanation(reasons, "Because of \"Dune\"."))),
                new RecommendedMovie(
                    12, 2, -0.25, new ComponentScores(0, 0, 0), 0, Optional.empty())),
            "20260101T000000Z-0",
            UserKind.COLD_START,
            165,
            new HistoryBucket(10, OptionalInt.of(19)),
            new HybridWeights(0.3, 0.6, 0.1),
            0.5,
            CandidateScope.SOURCES,
            240,
            List.of(99L, 100L));

    byte[] whole =
        lists.whole(
            "id-1",
            lists.tail(list, Optional.of(new FallbackAnswer("a", "b")), Optional.of("down")));

    assertThat(new String(whole, UTF_8))
        .endsWith(
            """
            "userKind":"cold-start","ratingCount":165,"bucket":{"minRatings":10,"maxRatings":19},\
            "weights":{"content":0.3,"collaborative":0.6,"popularity":0.1},"diversity":0.5,\
            "candidates":240,"movies":[\
            {"movieId":7,"rank":1,"title":"Say \\"Amélie\\"","year":2001,\
            "genres":["Comedy","Film-Noir"],"score":2.3457,\
            "components":{"content":-1.5,"collaborative":3.0,"popularity":0.0},"boost":0.5,\
            "explanation":"Because of \\"Dune\\".","reasons":[\
            {"kind":"because-you-rated","movieId":12,"title":"Dune","stars":4.5,\
            "similarity":0.1235},\
            {"kind":"shared-genres","genres":["Film-Noir","Comedy"]},\
            {"kind":"new-genre","genres":["Comedy"]},\
            {"kind":"similar-taste","probability":0.9876},\
            {"kind":"popular","ratingCount":321,"meanStars":4.0}]},\
            {"movieId":12,"rank":2,"title":"Dune","genres":[],"score":-0.25,\
            "components":{"content":0.0,"collaborative":0.0,"popularity":0.0},"boost":0.0,\
            "reasons":[]}],"ignoredRatings":[99,100],\
            "fallback":{"kind":"a","reason":"b"},"degraded":"down"}""");
    JsonNode head = Json.MAPPER.readTree(whole);
    assertThat(head.get("requestId").asText()).isEqualTo("id-1");
    assertThat(head.at("/snapshot/id").asText()).isEqualTo("20260101T000000Z-0");
    assertThat(head.at("/snapshot/ageSeconds").asLong()).isBetween(90L, 100L);
    assertThat(Instant.parse(head.at("/snapshot/publishedAt").asText())).isBefore(Instant.now());
    assertThat(Json.MAPPER.readValue(whole, RecommendationAnswer.class).movies()).hasSize(2);
  }
}
