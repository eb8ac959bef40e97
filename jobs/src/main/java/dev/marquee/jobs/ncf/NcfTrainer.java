package dev.marquee.jobs.ncf;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.config.NcfConfig;
import dev.marquee.jobs.linear.ContentComponents;
import dev.marquee.jobs.linear.ItemGram;
import dev.marquee.jobs.linear.SparseMatrix;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains the whole model twice: on the fitted part of a {@link ValidationCut}, where everything is
 * chosen (the weights of ratings, the linear branch's regularisation, the objective, the number of
 * epochs, the branches' and the content's shares, whether the MLP stays), and then with these
 * choices on all interactions. So the newest ratings, which say most, are not lost to validation.
 */
final class NcfTrainer {
  /** Users on whom the MLP branch is judged: its scores cost hundreds of times a dot product. */
  private static final int MLP_VALIDATION_USERS = 300;

  /** An MLP branch stays for at least this gain: less is chance, and it costs most of a request. */
  private static final double MLP_GAIN = 1.01;

  private final Interactions interactions;
  private final SparseMatrix features;
  private final float[] components;
  private final NcfConfig config;
  private final Device device;
  private final Consumer<String> progress;

  /**
   * A training.
   *
   * @param features what is known of the movies, one row each; null to use no content
   */
  NcfTrainer(
      Interactions interactions,
      SparseMatrix features,
      NcfConfig config,
      Device device,
      Consumer<String> progress) {
    this.interactions =
        config.feedback() == NcfConfig.Feedback.EXPLICIT ? interactions.explicit() : interactions;
    this.features = config.content() ? features : null;
    components =
        this.features == null || config.movieIdDropout() == 0
            ? new float[0]
            : ContentComponents.of(features, config.contentComponents(), config.seed());
    this.config = config;
    this.device = device;
    this.progress = progress;
  }

  /** What was chosen on validation. */
  private record Choice(
      LinearBranch linear,
      GmfBranch gmf,
      Blend blend,
      ContentVectors.Shares content,
      int mlpEpochs) {}

  /** Trains to the end. */
  TrainedNcf train() {
    // The engine allows one gradient collector in a JVM; tasks that share an executor take turns.
    synchronized (NcfTrainer.class) {
      Engine.getInstance().setRandomSeed((int) config.seed());
      ValidationCut cut =
          ValidationCut.of(
              interactions, config.validation(), config.validationUsers(), config.seed());
      progress.accept(
          "%,d ratings, %,d held out of %,d users to choose settings"
              .formatted(
                  interactions.size(), interactions.size() - cut.fit().size(), cut.users().length));
      try (NDManager manager = NDManager.newBaseManager(device)) {
        ValidationRanking validation = new ValidationRanking(cut, manager);
        Choice choice = choose(cut.fit(), validation);
        return new TrainedNcf(
            refit(choice), choice.blend().ndcg(), choice.gmf().epoch(), describe(choice));
      }
    }
  }

  private static String describe(Choice choice) {
    return choice.gmf().objective().name();
  }

  private Choice choose(Interactions fit, ValidationRanking validation) {
    LinearBranch linear =
        LinearTuning.best(shares -> spectrum(fit, shares), features != null, validation, progress);
    GmfBranch gmf = null;
    Blend blend = null;
    for (NcfConfig.Objective objective : config.objectives()) {
      GmfBranch next = training(fit, linear.pooling()).best(objective, validation);
      Blend nextBlend =
          config.linear()
              ? Blend.best(next, linear, validation, progress)
              : new Blend(1, 0, next.ndcg());
      if (blend == null || nextBlend.ndcg() > blend.ndcg()) {
        gmf = next;
        blend = nextBlend;
      }
    }
    ContentVectors.Shares content = ContentVectors.Shares.NONE;
    if (features != null) {
      ModelVectors vectors = blend.vectors(gmf, linear, fit);
      content = new ContentVectors(vectors, features, fit.counts()).best(validation, progress);
    }
    return new Choice(linear, gmf, blend, content, mlpEpochs(linear, gmf, blend, validation));
  }

  /** Epochs of the MLP branch, 0 where it is not wanted or does not improve validation. */
  private int mlpEpochs(
      LinearBranch linear, GmfBranch gmf, Blend blend, ValidationRanking validation) {
    if (config.mlp() == NcfConfig.Branch.OFF || blend.gmf() == 0) {
      return 0;
    }
    ModelAssembly assembly =
        new ModelAssembly(blend.vectors(gmf, linear, validation.cut().fit()), gmf);
    int users = Math.min(MLP_VALIDATION_USERS, validation.cut().users().length);
    double without = assembly.ndcg(null, config, validation, users);
    MlpBranch best =
        new MlpTraining(validation.cut().fit(), gmf, config, device, progress)
            .best(branch -> assembly.ndcg(branch, config, validation, users));
    double with = assembly.ndcg(best, config, validation, users);
    boolean kept = config.mlp() == NcfConfig.Branch.ON || with > MLP_GAIN * without;
    progress.accept(
        String.format(
            Locale.ROOT,
            "MLP branch: validation nDCG@10 %.4f with, %.4f without; %s",
            with,
            without,
            kept ? "kept" : "left out"));
    return kept ? best.epoch() : 0;
  }

  private LinearBranch.Spectrum spectrum(Interactions data, ItemGram.Shares shares) {
    return LinearBranch.Spectrum.of(data, features, shares, config.linearRank(), config.seed());
  }

  private GmfTraining training(Interactions data, PoolingBlock weighting) {
    return new GmfTraining(data, config, weighting, components, device, progress);
  }

  private NcfWeights refit(Choice choice) {
    progress.accept("training on all ratings with the chosen settings");
    LinearBranch linear = choice.linear();
    if (choice.blend().linear() > 0) {
      linear =
          spectrum(interactions, linear.shares()).compressed(linear.lambda(), linear.pooling());
    }
    GmfBranch gmf = choice.gmf();
    if (choice.blend().gmf() > 0) {
      gmf = training(interactions, linear.pooling()).epochs(gmf.objective(), gmf.epoch());
    }
    ModelVectors vectors = choice.blend().vectors(gmf, linear, interactions);
    MlpBranch mlp =
        choice.mlpEpochs() == 0
            ? null
            : new MlpTraining(interactions, gmf, config, device, progress)
                .epochs(choice.mlpEpochs());
    ModelAssembly assembly = new ModelAssembly(vectors, gmf);
    if (features != null) {
      assembly.addContent(features, interactions.counts(), choice.content());
    }
    int[] all = IntStream.range(0, interactions.users()).toArray();
    NcfWeights weights = assembly.weights(mlp, config, all, features, interactions.counts());
    try (NDManager manager = NDManager.newBaseManager(device)) {
      return ModelAssembly.calibrated(weights, manager);
    }
  }
}
