package dev.marquee.serving.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is asked of a {@link Recommender}. Made with {@link #forUser} or {@link #forVisitor}.
 *
 * @param userId whose stored ratings and vectors are used; empty for a visitor
 * @param ratings ratings given since the snapshot; each takes the place of a stored one
 * @param deletedRatings movies whose stored rating counts no longer; they may be shown again
 * @param count how many movies are wanted, 1 or more
 * @param offset how many of the best are skipped
 * @param exclude movies that must not be shown, such as those already on the page
 * @param filters which movies may be shown
 * @param only the candidates to rank; empty for the recommender's own
 * @param scope which movies are ranked where {@code only} is empty
 * @param boosts what is added to scores
 * @param weights in place of the configured ones
 * @param diversity MMR strength 0 to 1 in place of the configured one
 * @param calibration strength of calibrated genres 0 to 1 in place of the configured one
 * @param exploration seeded noise
 * @param explain whether every movie comes with reasons
 */
public record RecommendationRequest(
    OptionalLong userId,
    List<GivenRating> ratings,
    Set<Long> deletedRatings,
    int count,
    int offset,
    Set<Long> exclude,
    Filters filters,
    Optional<Set<Long>> only,
    CandidateScope scope,
    Boosts boosts,
    Optional<HybridWeights> weights,
    OptionalDouble diversity,
    OptionalDouble calibration,
    Exploration exploration,
    boolean explain) {

  /** Copies the collections; refuses a count below 1, a negative offset and strengths beyond 1. */
  public RecommendationRequest {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(filters, "filters");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(boosts, "boosts");
    Objects.requireNonNull(weights, "weights");
    Objects.requireNonNull(exploration, "exploration");
    ratings = List.copyOf(ratings);
    deletedRatings = Set.copyOf(deletedRatings);
    exclude = Set.copyOf(exclude);
    only = only.map(Set::copyOf);
    if (count < 1 || offset < 0) {
      throw new IllegalArgumentException(
          "count %d, offset %d: expected 1 or more and 0 or more".formatted(count, offset));
    }
    diversity.ifPresent(value -> Strength.check("diversity", value));
    calibration.ifPresent(value -> Strength.check("calibration", value));
  }

  /** A request for a user of the snapshot. */
  public static Builder forUser(long userId) {
    return new Builder(OptionalLong.of(userId));
  }

  /** A request for somebody of whom only the ratings in the request are known. */
  public static Builder forVisitor() {
    return new Builder(OptionalLong.empty());
  }

  /** Collects the parts of a request; what is not set has its default. */
  public static final class Builder {
    private final OptionalLong userId;
    private final List<GivenRating> ratings = new ArrayList<>();
    private Set<Long> deletedRatings = Set.of();
    private int count = 20;
    private int offset;
    private Set<Long> exclude = Set.of();
    private Filters filters = Filters.NONE;
    private Optional<Set<Long>> only = Optional.empty();
    private CandidateScope scope = CandidateScope.SOURCES;
    private Boosts boosts = Boosts.NONE;
    private Optional<HybridWeights> weights = Optional.empty();
    private OptionalDouble diversity = OptionalDouble.empty();
    private OptionalDouble calibration = OptionalDouble.empty();
    private Exploration exploration = Exploration.OFF;
    private boolean explain;

    private Builder(OptionalLong userId) {
      this.userId = userId;
    }

    /** Adds a rating given since the snapshot. */
    public Builder rating(long movieId, double stars, long timestamp) {
      ratings.add(new GivenRating(movieId, stars, timestamp));
      return this;
    }

    /** Adds ratings given since the snapshot. */
    public Builder ratings(List<GivenRating> added) {
      ratings.addAll(added);
      return this;
    }

    /** Movies whose stored rating counts no longer. */
    public Builder deletedRatings(Set<Long> movieIds) {
      deletedRatings = movieIds;
      return this;
    }

    /** How many movies are wanted; 20 unless set. */
    public Builder count(int movies) {
      count = movies;
      return this;
    }

    /** How many of the best are skipped; 0 unless set. */
    public Builder offset(int movies) {
      offset = movies;
      return this;
    }

    /** Movies that must not be shown. */
    public Builder exclude(Set<Long> movieIds) {
      exclude = movieIds;
      return this;
    }

    /** Which movies may be shown. */
    public Builder filters(Filters wanted) {
      filters = wanted;
      return this;
    }

    /** The candidates to rank. */
    public Builder only(Set<Long> movieIds) {
      only = Optional.of(movieIds);
      return this;
    }

    /** Which movies are ranked. */
    public Builder scope(CandidateScope wanted) {
      scope = wanted;
      return this;
    }

    /** What is added to scores. */
    public Builder boosts(Boosts wanted) {
      boosts = wanted;
      return this;
    }

    /** Weights in place of the configured ones. */
    public Builder weights(HybridWeights wanted) {
      weights = Optional.of(wanted);
      return this;
    }

    /** MMR strength, 0 to 1. */
    public Builder diversity(double strength) {
      diversity = OptionalDouble.of(strength);
      return this;
    }

    /** Strength of calibrated genres, 0 to 1. */
    public Builder calibration(double strength) {
      calibration = OptionalDouble.of(strength);
      return this;
    }

    /** Seeded noise. */
    public Builder exploration(double strength, long seed) {
      exploration = new Exploration(strength, seed);
      return this;
    }

    /** Whether every movie comes with reasons. */
    public Builder explain(boolean wanted) {
      explain = wanted;
      return this;
    }

    /** The request. */
    public RecommendationRequest build() {
      return new RecommendationRequest(
          userId,
          ratings,
          deletedRatings,
          count,
          offset,
          exclude,
          filters,
          only,
          scope,
          boosts,
          weights,
          diversity,
          calibration,
          exploration,
          explain);
    }
  }
}
