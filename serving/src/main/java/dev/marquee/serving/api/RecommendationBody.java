package dev.marquee.serving.api;

import dev.marquee.serving.http.FieldException;
import dev.marquee.serving.recommend.RecommendationRequest;
import dev.marquee.serving.snapshot.Movies;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a visitor, or an application for one, asks. All of it may be left out.
 *
 * @param ratings of the visitor
 * @param n how many movies, 20 unless given
 * @param offset how many of the best are skipped
 * @param candidates only these are ranked
 * @param exclude movies that must not be shown
 * @param filters which movies may be shown
 * @param boosts what is added to scores
 * @param weights in place of those of the visitor's bucket
 * @param diversity MMR strength, 0 to 1
 * @param calibration strength of calibrated genres, 0 to 1
 * @param exploration seeded noise
 * @param explain whether every movie comes with reasons; true unless given
 */
public record RecommendationBody(
    List<InlineRating> ratings,
    OptionalInt n,
    OptionalInt offset,
    Optional<Set<Long>> candidates,
    Set<Long> exclude,
    Optional<FiltersBody> filters,
    Optional<BoostsBody> boosts,
    Optional<WeightsAnswer> weights,
    OptionalDouble diversity,
    OptionalDouble calibration,
    Optional<ExplorationBody> exploration,
    Optional<Boolean> explain) {

  /** Fills in what was left out; refuses what is out of range. */
  public RecommendationBody {
    ratings = Lists.orEmpty("ratings", ratings);
    within("n", n, 1, RecommendationQuery.MOST_MOVIES);
    within("offset", offset, 0, RecommendationQuery.MOST_OFFSET);
    candidates.ifPresent(ids -> Lists.orEmpty("candidates", ids));
    exclude = Lists.orEmpty("exclude", exclude);
    share("diversity", diversity);
    share("calibration", calibration);
    weights.ifPresent(WeightsAnswer::asWeights);
  }

  /** A request for the ranking core, without the visitor's ratings. */
  RecommendationRequest.Builder request(Movies movies) {
    RecommendationRequest.Builder builder =
        RecommendationRequest.forVisitor()
            .ratings(InlineRating.given(ratings))
            .count(n.orElse(RecommendationQuery.DEFAULT_MOVIES))
            .offset(offset.orElse(0))
            .exclude(exclude)
            .filters(filters.orElse(FiltersBody.NONE).asFilters(movies))
            .boosts(boosts.orElse(BoostsBody.NONE).asBoosts(movies))
            .explain(explain.orElse(true));
    candidates.ifPresent(builder::only);
    weights.ifPresent(each -> builder.weights(each.asWeights()));
    diversity.ifPresent(builder::diversity);
    calibration.ifPresent(builder::calibration);
    exploration.ifPresent(each -> builder.exploration(each.strength(), each.seed().orElse(0)));
    return builder;
  }

  private static void within(String field, OptionalInt value, int least, int most) {
    FieldException.check(
        value.isEmpty() || (value.getAsInt() >= least && value.getAsInt() <= most),
        field,
        "a whole number from %d to %d".formatted(least, most));
  }

  private static void share(String field, OptionalDouble value) {
    FieldException.check(
        value.isEmpty() || (value.getAsDouble() >= 0 && value.getAsDouble() <= 1),
        field,
        "a number from 0 to 1");
  }
}
