package dev.marquee.jobs.ncf;

import ai.djl.ndarray.NDManager;
import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.config.NcfConfig;
import dev.marquee.jobs.linear.SparseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the branches together: the blocks of {@link ModelVectors} become the gmf vectors, the MLP
 * branch reads the GMF branch's pooled history as the users' mlp vector.
 */
final class ModelAssembly {
  private static final String MLP = "mlp";
  private static final int CALIBRATION_USERS = 200;

  /** The logit of .9. */
  private static final double BEST_LOGIT = 2.2;

  private final ModelVectors vectors;
  private final GmfBranch gmf;
  private float[] candidates;
  private float[] history;

  ModelAssembly(ModelVectors vectors, GmfBranch gmf) {
    this.vectors = vectors;
    this.gmf = gmf;
    candidates = vectors.candidates();
    history = vectors.history();
  }

  /** Lets the movies' content speak. */
  void addContent(SparseMatrix features, int[] counts, ContentVectors.Shares shares) {
    ContentVectors content = new ContentVectors(vectors, features, counts);
    candidates = content.candidates(shares);
    history = content.history();
  }

  /**
   * nDCG@10 of the first validation users with this MLP branch, or without one where it is null.
   */
  double ndcg(MlpBranch mlp, NcfConfig config, ValidationRanking validation, int users) {
    int[] rows = Arrays.copyOf(validation.cut().users(), users);
    NcfWeights weights = weights(mlp, config, rows, null, null);
    try (NDManager manager = validation.manager();
        CatalogueScorer scorer = new CatalogueScorer(weights, manager)) {
      return validation.ndcg(scorer, weights.gmfUsers(), weights.mlpUsers(), users);
    }
  }

  /**
   * The whole model of some users.
   *
   * @param mlp null for none
   * @param features null to leave the vectors of unrated movies as they are
   */
  NcfWeights weights(
      MlpBranch mlp, NcfConfig config, int[] users, SparseMatrix features, int[] counts) {
    int width = vectors.width();
    int factors = mlp == null ? 0 : gmf.pooling().size();
    int movies = candidates.length / width;
    float[] gmfUsers = vectors.users(users);
    float[] allHistory = history;
    float[] mlpUsers = new float[users.length * factors];
    float[] mlpMovies = new float[0];
    List<PoolingBlock> pooling = new ArrayList<>(vectors.pooling().blocks());
    float[] output = new float[width];
    Arrays.fill(output, 1);
    if (mlp != null) {
      // The bias is the last column, the GMF branch stands before it.
      int first = width - 1 - factors;
      for (int i = 0; i < users.length; i++) {
        System.arraycopy(gmfUsers, i * width + first, mlpUsers, i * factors, factors);
      }
      allHistory = new float[movies * (width + factors)];
      for (int movie = 0; movie < movies; movie++) {
        int place = movie * (width + factors);
        System.arraycopy(history, movie * width, allHistory, place, width);
        System.arraycopy(history, movie * width + first, allHistory, place + width, factors);
      }
      mlpMovies =
          features == null
              ? mlp.movies()
              : ContentVectors.withUnrated(mlp.movies(), factors, features, counts);
      pooling.add(gmf.pooling().named(MLP));
      output = Arrays.copyOf(output, width + mlp.output().length);
      System.arraycopy(mlp.output(), 0, output, width, mlp.output().length);
    }
    NcfArchitecture architecture =
        new NcfArchitecture(
            users.length,
            movies,
            width,
            factors,
            mlp == null ? List.of() : config.hiddenUnits(),
            config.residual());
    List<NcfWeights.DenseWeights> hidden = mlp == null ? List.of() : mlp.hidden();
    return new NcfWeights(
        architecture,
        gmfUsers,
        mlpUsers,
        candidates,
        mlpMovies,
        allHistory,
        pooling,
        hidden,
        output,
        0);
  }

  /**
   * Stretches and shifts all scores alike, so that the tenth best movie of a typical user gets a
   * probability of a half and the best one about .9: the order stays, and probabilities near 1 do
   * not run together.
   */
  static NcfWeights calibrated(NcfWeights weights, NDManager manager) {
    int users = Math.min(CALIBRATION_USERS, weights.architecture().users());
    int movies = weights.architecture().movies();
    int gmf = weights.architecture().gmfFactors();
    int mlp = weights.architecture().mlpFactors();
    double best = 0;
    double tenth = 0;
    try (CatalogueScorer scorer = new CatalogueScorer(weights, manager)) {
      for (int i = 0; i < users; i++) {
        int user = (int) ((long) i * weights.architecture().users() / users);
        float[] logits =
            scorer.logits(
                Arrays.copyOfRange(weights.gmfUsers(), user * gmf, (user + 1) * gmf),
                Arrays.copyOfRange(weights.mlpUsers(), user * mlp, (user + 1) * mlp));
        Arrays.sort(logits);
        best += logits[movies - 1] / users;
        tenth += logits[Math.max(0, movies - 10)] / users;
      }
    }
    double stretch = best - tenth > 1e-6 ? BEST_LOGIT / (best - tenth) : 1;
    float[] output = new float[weights.output().length];
    for (int i = 0; i < output.length; i++) {
      output[i] = (float) (stretch * weights.output()[i]);
    }
    return new NcfWeights(
        weights.architecture(),
        weights.gmfUsers(),
        weights.mlpUsers(),
        weights.gmfMovies(),
        weights.mlpMovies(),
        weights.history(),
        weights.pooling(),
        weights.hidden(),
        output,
        (float) (-stretch * tenth));
  }
}
