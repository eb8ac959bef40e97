package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.Movies;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Follows one movie through the steps of a request. */
final class Tracer {
  private final RankingModel model;
  private final CandidateSources sources;
  private final RecommendationRequest request;
  private final Ranking ranking;

  Tracer(RankingModel model, CandidateSources sources, RecommendationRequest request, Ranking of) {
    this.model = model;
    this.sources = sources;
    this.request = request;
    this.ranking = of;
  }

  /** What became of the movie at a row. */
  Trace trace(int movie) {
    Movies movies = model.movies();
    UserScorer scorer = ranking.scorer();
    Map<CandidateSource, Integer> ranks = new EnumMap<>(CandidateSource.class);
    for (CandidateSource source : CandidateSource.values()) {
      int[] proposed = sources.propose(source, ranking.history(), scorer, ranking.eligibility());
      indexOf(proposed, movie).ifPresent(place -> ranks.put(source, place + 1));
    }
    Optional<Removal> removal = ranking.eligibility().removal(movie);
    OptionalInt rankByScore = oneBased(indexOf(ranking.byScore(), movie));
    OptionalInt rank =
        removal.isPresent()
            ? OptionalInt.empty()
            : oneBased(indexOf(ranking.page(0, Integer.MAX_VALUE), movie));
    int[] one = {movie};
    return new Trace(
        movies.id(movie),
        movies.title(movie),
        ranking.history().kind(),
        ranking.history().size(),
        ranks,
        removal,
        scorer.raw(movie),
        scorer.components(one)[0],
        scorer.weights(),
        scorer.boost(movie),
        request.exploration().noise(movies.id(movie)),
        scorer.scores(one)[0],
        rankByScore,
        rank,
        verdict(removal, rankByScore, rank));
  }

  private static String verdict(Optional<Removal> removal, OptionalInt byScore, OptionalInt rank) {
    if (removal.isPresent()) {
      return "removed: " + removal.get().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
    if (byScore.isEmpty()) {
      return "not a candidate; listed behind the candidates as " + rank.getAsInt();
    }
    String reranked =
        byScore.getAsInt() == rank.getAsInt() ? "" : ", by score alone " + byScore.getAsInt();
    return "ranked " + rank.getAsInt() + reranked;
  }

  private static OptionalInt indexOf(int[] rows, int movie) {
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == movie) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt oneBased(OptionalInt place) {
    return place.isPresent() ? OptionalInt.of(place.getAsInt() + 1) : place;
  }
}
