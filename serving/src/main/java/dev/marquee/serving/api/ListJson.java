package dev.marquee.serving.api;

import dev.marquee.data.Names;
import dev.marquee.serving.http.Json;
import dev.marquee.serving.http.JsonText;
import dev.marquee.serving.recommend.ComponentScores;
import dev.marquee.serving.recommend.Explanation;
import dev.marquee.serving.recommend.HistoryBucket;
import dev.marquee.serving.recommend.HybridWeights;
import dev.marquee.serving.recommend.Reason;
import dev.marquee.serving.recommend.Recommendations;
import dev.marquee.serving.recommend.RecommendedMovie;
import dev.marquee.serving.snapshot.Movies;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Writes lists of one snapshot as {@link RecommendationAnswer} has them. A mapper takes as long for
 * a list as ranking does, most of it for what is the same in all lists.
 */
final class ListJson {
  /** More than most lists of 20 movies take. */
  private static final int ROOM = 16 * 1024;

  /** More than most answers have before their tail. */
  private static final int HEAD_ROOM = 300;

  private final Movies movies;
  private final MovieTexts texts;
  private final Instant publishedAt;

  /** The snapshot as answers name it, up to its age. */
  private final byte[] snapshot;

  /** For lists of a snapshot with this id. */
  ListJson(Movies movies, String snapshotId, Instant publishedAt) {
    this.movies = movies;
    this.publishedAt = publishedAt;
    texts = new MovieTexts(movies);
    snapshot =
        new JsonText(100)
            .json(",\"snapshot\":{\"id\":")
            .string(snapshotId)
            .json(",\"publishedAt\":")
            .json(Json.write(publishedAt))
            .json(",\"ageSeconds\":")
            .toBytes();
  }

  /** The whole answer: what differs from request to request, and what can be kept. */
  byte[] whole(String requestId, byte[] tail) {
    return new JsonText(HEAD_ROOM)
        .json("{\"requestId\":")
        .string(requestId)
        .json(snapshot)
        .number(SnapshotAnswer.ageSeconds(publishedAt))
        .json("},")
        .toBytesWith(tail);
  }

  /** The part of an answer that can be kept: all behind the snapshot. */
  byte[] tail(Recommendations list, Optional<FallbackAnswer> fallback, Optional<String> degraded) {
    JsonText json = new JsonText(ROOM);
    json.json("\"userKind\":").string(Names.of(list.userKind()));
    json.json(",\"ratingCount\":").number(list.ratingCount());
    json.json(",\"bucket\":");
    add(json, list.bucket());
    json.json(",\"weights\":");
    add(json, list.weights());
    json.json(",\"diversity\":").json(Double.toString(list.diversity()));
    json.json(",\"candidates\":").number(list.candidates());
    json.json(",\"movies\":[");
    for (int i = 0; i < list.movies().size(); i++) {
      json.json(i == 0 ? "" : ",");
      add(json, list.movies().get(i));
    }
    json.json("],\"ignoredRatings\":");
    numbers(json, list.ignoredRatings());
    fallback.ifPresent(each -> json.json(",\"fallback\":").json(Json.write(each)));
    degraded.ifPresent(each -> json.json(",\"degraded\":").string(each));
    return json.json("}").toBytes();
  }

  private static void add(JsonText json, HistoryBucket bucket) {
    json.json("{\"minRatings\":").number(bucket.minRatings());
    bucket.maxRatings().ifPresent(most -> json.json(",\"maxRatings\":").number(most));
    json.json("}");
  }

  private static void add(JsonText json, HybridWeights weights) {
    components(json, weights.content(), weights.collaborative(), weights.popularity());
  }

  private static void components(
      JsonText json, double content, double collaborative, double popularity) {
    json.json("{\"content\":").rounded(content);
    json.json(",\"collaborative\":").rounded(collaborative);
    json.json(",\"popularity\":").rounded(popularity).json("}");
  }

  private static void numbers(JsonText json, List<Long> numbers) {
    json.json("[");
    for (int i = 0; i < numbers.size(); i++) {
      json.json(i == 0 ? "" : ",").number(numbers.get(i));
    }
    json.json("]");
  }

  private void add(JsonText json, RecommendedMovie movie) {
    json.json("{\"movieId\":").number(movie.movieId());
    json.json(",\"rank\":").number(movie.rank()).json(",");
    texts.add(json, movies.rowOf(movie.movieId()));
    json.json(",\"score\":").rounded(movie.score());
    ComponentScores scores = movie.components();
    json.json(",\"components\":");
    components(json, scores.content(), scores.collaborative(), scores.popularity());
    json.json(",\"boost\":").rounded(movie.boost());
    movie.explanation().ifPresent(each -> json.json(",\"explanation\":").string(each.sentence()));
    json.json(",\"reasons\":[");
    List<Reason> reasons = movie.explanation().map(Explanation::reasons).orElse(List.of());
    for (int i = 0; i < reasons.size(); i++) {
      json.json(i == 0 ? "" : ",");
      add(json, reasons.get(i));
    }
    json.json("]}");
  }

  private void add(JsonText json, Reason reason) {
    if (reason instanceof Reason.BecauseYouRated rated) {
      json.json("{\"kind\":\"because-you-rated\",\"movieId\":").number(rated.movieId()).json(",");
      texts.addTitle(json, movies.rowOf(rated.movieId()));
      json.json(",\"stars\":").rounded(rated.stars());
      json.json(",\"similarity\":").rounded(rated.similarity());
    } else if (reason instanceof Reason.SharedGenres shared) {
      json.json("{\"kind\":\"shared-genres\",\"genres\":");
      MovieTexts.strings(json, shared.genres());
    } else if (reason instanceof Reason.NewGenre fresh) {
      json.json("{\"kind\":\"new-genre\",\"genres\":");
      MovieTexts.strings(json, List.of(fresh.genre()));
    } else if (reason instanceof Reason.SimilarTaste similar) {
      json.json("{\"kind\":\"similar-taste\",\"probability\":").rounded(similar.probability());
    } else if (reason instanceof Reason.Popular popular) {
      json.json("{\"kind\":\"popular\",\"ratingCount\":").number(popular.ratingCount());
      json.json(",\"meanStars\":").rounded(popular.meanStars());
    }
    json.json("}");
  }
}
