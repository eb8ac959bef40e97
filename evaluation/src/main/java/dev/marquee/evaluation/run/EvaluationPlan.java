package dev.marquee.evaluation.run;

import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.Cut;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an evaluation compares, and how.
 *
 * @param models at least one
 * @param candidates which movies compete
 * @param validation how training ratings are cut to choose settings on
 * @param sampled whether the sampled protocol is measured as well
 * @param seed of everything drawn by the evaluation; training has its own
 */
public record EvaluationPlan(
    Set<ModelName> models, CandidateRule candidates, Cut validation, boolean sampled, long seed) {
  /** Share of each user's training ratings in the validation cut. */
  public static final double VALIDATION_SHARE = 0.2;

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

  /** Whether a validation cut of the training ratings is needed. */
  boolean needsValidation() {
    return models.contains(ModelName.ALS)
        || models.contains(ModelName.EASE)
        || models.contains(ModelName.HYBRID_FITTED);
  }
}
