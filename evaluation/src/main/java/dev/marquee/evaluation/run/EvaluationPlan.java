package dev.marquee.evaluation.run;

import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.Cut;
import dev.marquee.evaluation.split.NewMoviesCut;
import dev.marquee.evaluation.split.NewUsersCut;
import dev.marquee.evaluation.split.Split;
import dev.marquee.evaluation.split.SplitShape;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an evaluation compares, and how.
 *
 * @param models at least one
 * @param candidates which movies compete
 * @param validation how training ratings are cut to choose settings on, here and by the NCF
 * @param sampled whether the sampled protocol is measured as well
 * @param seed of everything drawn by the evaluation; training has its own
 */
public record EvaluationPlan(
    Set<ModelName> models, CandidateRule candidates, Cut validation, boolean sampled, long seed) {
  /** Share of each user's training ratings in the validation cut. */
  public static final double VALIDATION_SHARE = 0.2;

  /** Share of the movies with enough training ratings in a validation cut of new movies. */
  public static final double NEW_MOVIES_SHARE = 0.15;

  /** Share of the users in a cut of everybody's ratings who are new to the model all the same. */
  public static final double NEW_USERS_SHARE = 0.1;

  /** The seed unless another is given. */
  public static final long SEED = 42;

  /** Every model, all movies, a temporal validation cut. */
  public static final EvaluationPlan STANDARD =
      new EvaluationPlan(
          EnumSet.allOf(ModelName.class), CandidateRule.ALL, Cut.TEMPORAL, false, SEED);

  /** Takes a copy of the models, in the order of the tables. */
  public EvaluationPlan {
    models = EnumSet.copyOf(models);
  }

  /** Whether a baseline's settings are chosen on a validation cut of the training ratings. */
  boolean choosesSettings() {
    return models.contains(ModelName.ALS) || models.contains(ModelName.EASE);
  }

  /** Whether the hybrid's weights are fitted on a validation cut of the training ratings. */
  boolean fitsWeights() {
    return models.contains(ModelName.HYBRID);
  }

  /** The cut of each training user's ratings that baselines choose their settings on. */
  Split settingsValidation(Split split) {
    return split.validation(validation, VALIDATION_SHARE, seed);
  }

  /**
   * The cut of the training ratings that asks what the split asks, to fit weights on: new movies
   * where only the movies of the test ratings compete, new users where no evaluated user was
   * trained on, else the same as for settings with some users new, who show what a first few
   * ratings are worth.
   */
  Split weightsValidation(Split split) {
    if (candidates == CandidateRule.TEST) {
      return NewMoviesCut.apply(split, NEW_MOVIES_SHARE, seed);
    }
    return SplitShape.of(split).newUsers()
        ? NewUsersCut.apply(split, validation, VALIDATION_SHARE, VALIDATION_SHARE, seed)
        : NewUsersCut.within(settingsValidation(split), NEW_USERS_SHARE, seed);
  }
}
