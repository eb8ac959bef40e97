package dev.marquee.jobs.ncf;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.config.NcfConfig;
import dev.marquee.jobs.linear.ItemSpectrum;
import dev.marquee.jobs.linear.SparseMatrix;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Trains the whole model twice: on the fitted part of a {@link ValidationCut}, where everything is
 * chosen (the weights of ratings, the linear branch's regularisation, the objective, the number of
 * epochs, the branches' and the content's shares, whether the MLP stays), and then with these
 * choices on all interactions. So the newest ratings, which say most, are not lost to validation.
 */
final class NcfTrainer {
  private final Interactions interactions;
  private final SparseMatrix features;
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
    this.interactions = interactions;
    this.features = config.content() ? features : null;
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
      MlpBranch mlp) {}

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
    ItemSpectrum spectrum = LinearBranch.spectrum(fit, config.linearRank(), config.seed());
    LinearBranch linear = LinearTuning.best(spectrum, validation, progress);
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
    MlpBranch mlp = null;
    ContentVectors.Shares content = ContentVectors.Shares.NONE;
    if (features != null) {
      ModelVectors vectors = blend.vectors(gmf, linear, fit);
      content = new ContentVectors(vectors, features, fit.counts()).best(validation, progress);
    }
    return new Choice(linear, gmf, blend, content, mlp);
  }

  private GmfTraining training(Interactions data, PoolingBlock weighting) {
    return new GmfTraining(data, config, weighting, device, progress);
  }

  private NcfWeights refit(Choice choice) {
    progress.accept("training on all ratings with the chosen settings");
    LinearBranch linear = choice.linear();
    if (choice.blend().linear() > 0) {
      linear =
          LinearBranch.of(
              LinearBranch.spectrum(interactions, config.linearRank(), config.seed()),
              linear.lambda(),
              linear.pooling());
    }
    GmfBranch gmf = choice.gmf();
    if (choice.blend().gmf() > 0) {
      gmf = training(interactions, linear.pooling()).epochs(gmf.objective(), gmf.epoch());
    }
    ModelVectors vectors = choice.blend().vectors(gmf, linear, interactions);
    float[] candidates = vectors.candidates();
    float[] history = vectors.history();
    if (features != null) {
      ContentVectors content = new ContentVectors(vectors, features, interactions.counts());
      candidates = content.candidates(choice.content());
      history = content.history();
    }
    int[] all = IntStream.range(0, interactions.users()).toArray();
    return weights(vectors, vectors.users(all), candidates, history);
  }

  private NcfWeights weights(
      ModelVectors vectors, float[] users, float[] candidates, float[] history) {
    int width = vectors.width();
    NcfArchitecture architecture =
        new NcfArchitecture(
            interactions.users(), interactions.movies(), width, 0, java.util.List.of(), false);
    float[] output = new float[width];
    java.util.Arrays.fill(output, 1);
    return new NcfWeights(
        architecture,
        users,
        new float[0],
        candidates,
        new float[0],
        history,
        vectors.pooling().blocks(),
        java.util.List.of(),
        output,
        0);
  }
}
