package dev.marquee.serving.api;

import dev.marquee.serving.http.Parameter;
import dev.marquee.serving.http.Parameters;
import dev.marquee.serving.http.ProblemException;
import dev.marquee.serving.http.ProblemKind;
import dev.marquee.serving.http.Request;
import dev.marquee.serving.recommend.Filters;
import dev.marquee.serving.recommend.HybridWeights;
import dev.marquee.serving.recommend.RecommendationRequest;
import dev.marquee.serving.snapshot.Movies;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the query of a request for recommendations says; equal queries of a user have equal answers.
 *
 * @param n how many movies
 * @param offset how many of the best are skipped
 * @param genres at least one of these
 * @param allGenres every one of these
 * @param notGenres none of these
 * @param yearFrom earliest year of release
 * @param yearTo latest year of release
 * @param exclude movies that must not be shown
 * @param weights in place of those in force
 * @param diversity MMR strength, 0 to 1
 * @param calibration strength of calibrated genres, 0 to 1
 * @param exploration scale of the noise in scores
 * @param seed of the noise
 * @param withoutNewest how many of the user's newest ratings count as not made
 * @param explain whether every movie comes with reasons
 */
record RecommendationQuery(
    int n,
    int offset,
    List<String> genres,
    List<String> allGenres,
    List<String> notGenres,
    OptionalInt yearFrom,
    OptionalInt yearTo,
    Set<Long> exclude,
    Optional<HybridWeights> weights,
    OptionalDouble diversity,
    OptionalDouble calibration,
    OptionalDouble exploration,
    OptionalLong seed,
    int withoutNewest,
    boolean explain) {

  static final int MOST_MOVIES = 100;
  static final int MOST_OFFSET = 10_000;
  static final int DEFAULT_MOVIES = 20;
  static final double MOST_EXPLORATION = 10;
  private static final int MOST_WITHOUT = 1000;

  /** The query that says nothing. */
  static final RecommendationQuery SILENT =
      new RecommendationQuery(
          DEFAULT_MOVIES,
          0,
          List.of(),
          List.of(),
          List.of(),
          OptionalInt.empty(),
          OptionalInt.empty(),
          Set.of(),
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty(),
          0,
          true);

  private static final Parameter<Integer> N =
      Parameters.integer("n", 1, MOST_MOVIES, DEFAULT_MOVIES, "How many movies.");
  private static final Parameter<Integer> OFFSET =
      Parameters.integer("offset", 0, MOST_OFFSET, 0, "How many of the best are skipped.");
  private static final Parameter<List<String>> GENRES =
      Parameters.names("genres", "Only movies with at least one of these genres.");
  private static final Parameter<List<String>> ALL_GENRES =
      Parameters.names("allGenres", "Only movies with every one of these genres.");
  private static final Parameter<List<String>> NOT_GENRES =
      Parameters.names("notGenres", "No movies with one of these genres.");
  private static final Parameter<OptionalInt> YEAR_FROM =
      Parameters.optionalInteger("yearFrom", 1800, 2200, "Earliest year of release.");
  private static final Parameter<OptionalInt> YEAR_TO =
      Parameters.optionalInteger("yearTo", 1800, 2200, "Latest year of release.");
  private static final Parameter<Set<Long>> EXCLUDE =
      Parameters.ids("exclude", "Movies that must not be shown, such as those on the page.");
  private static final Parameter<Optional<HybridWeights>> WEIGHTS =
      Parameters.list(
          "weights",
          "Weights of content, collaborative and popularity score, in place of those of the user's"
              + " bucket; only their ratios count.",
          "three numbers of 0 or more and not all 0, such as .3,.6,.1",
          Map.of("type", "number", "minimum", 0),
          RecommendationQuery::weights);
  private static final Parameter<OptionalDouble> DIVERSITY =
      Parameters.number("diversity", 0, 1, "How much unlike movies are preferred (MMR).");
  private static final Parameter<OptionalDouble> CALIBRATION =
      Parameters.number("calibration", 0, 1, "How closely genres follow the user's (Steck 2018).");
  private static final Parameter<OptionalDouble> EXPLORATION =
      Parameters.number(
          "exploration", 0, MOST_EXPLORATION, "Scale of the noise that is added to scores.");
  private static final Parameter<OptionalLong> SEED =
      Parameters.optionalLong("seed", "Picks the noise: the same seed gives the same list.");
  private static final Parameter<Integer> WITHOUT_NEWEST =
      Parameters.integer(
          "withoutNewest",
          0,
          MOST_WITHOUT,
          0,
          "How many of the user's newest ratings count as not made: what they changed.");
  private static final Parameter<Boolean> EXPLAIN =
      Parameters.flag("explain", true, "Whether every movie comes with the reasons for it.");

  /** The parameters that a query is read from. */
  static final List<Parameter<?>> PARAMETERS =
      List.of(
          N,
          OFFSET,
          GENRES,
          ALL_GENRES,
          NOT_GENRES,
          YEAR_FROM,
          YEAR_TO,
          EXCLUDE,
          WEIGHTS,
          DIVERSITY,
          CALIBRATION,
          EXPLORATION,
          SEED,
          WITHOUT_NEWEST,
          EXPLAIN);

  /** The query of a request whose endpoint takes {@link #PARAMETERS}. */
  static RecommendationQuery of(Request request) {
    return new RecommendationQuery(
        request.get(N),
        request.get(OFFSET),
        request.get(GENRES),
        request.get(ALL_GENRES),
        request.get(NOT_GENRES),
        request.get(YEAR_FROM),
        request.get(YEAR_TO),
        request.get(EXCLUDE),
        request.get(WEIGHTS),
        request.get(DIVERSITY),
        request.get(CALIBRATION),
        request.get(EXPLORATION),
        request.get(SEED),
        request.get(WITHOUT_NEWEST),
        request.get(EXPLAIN));
  }

  /** Whether it asks for nothing but what a request without a query gets. */
  boolean isSilent() {
    return equals(SILENT);
  }

  /**
   * Refuses what {@link #applyTo} would.
   *
   * @throws ProblemException if a genre is in no movie of the catalogue, or years are upside down
   */
  void check(Movies movies) {
    var unused = applyTo(RecommendationRequest.forVisitor(), movies);
  }

  /**
   * Adds what the query says to a request for the ranking core.
   *
   * @throws ProblemException if a genre is in no movie of the catalogue, or years are upside down
   */
  RecommendationRequest.Builder applyTo(RecommendationRequest.Builder builder, Movies movies) {
    Known.genres(movies, ProblemKind.INVALID_PARAMETER, "genres", genres);
    Known.genres(movies, ProblemKind.INVALID_PARAMETER, "allGenres", allGenres);
    Known.genres(movies, ProblemKind.INVALID_PARAMETER, "notGenres", notGenres);
    if (yearFrom.isPresent() && yearTo.isPresent() && yearFrom.getAsInt() > yearTo.getAsInt()) {
      throw ProblemException.invalid(
          ProblemKind.INVALID_PARAMETER,
          "yearFrom",
          yearFrom.getAsInt(),
          "a year that is not after yearTo, " + yearTo.getAsInt());
    }
    builder
        .count(n)
        .offset(offset)
        .exclude(exclude)
        .filters(
            Filters.NONE
                .withAnyGenres(new HashSet<>(genres))
                .withAllGenres(new HashSet<>(allGenres))
                .withNotGenres(new HashSet<>(notGenres))
                .withYears(yearFrom, yearTo))
        .explain(explain);
    weights.ifPresent(builder::weights);
    diversity.ifPresent(builder::diversity);
    calibration.ifPresent(builder::calibration);
    exploration.ifPresent(strength -> builder.exploration(strength, seed.orElse(0)));
    return builder;
  }

  private static Optional<HybridWeights> weights(List<String> entries) {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    if (entries.size() != 3) {
      throw new IllegalArgumentException();
    }
    return Optional.of(
        new HybridWeights(
            Double.parseDouble(entries.get(0)),
            Double.parseDouble(entries.get(1)),
            Double.parseDouble(entries.get(2))));
  }
}
