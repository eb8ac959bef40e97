package dev.marquee.jobs.ncf;

import dev.marquee.data.HistoryPooling;
import dev.marquee.data.PoolingBlock;
import java.util.List;

/**
 * A trained NeuMF model (He et al. 2017, equation 12) in plain arrays: {@code sigmoid(h . [gmf_u *
 * gmf_i ; MLP([mlp_u ; mlp_i])] + b)}, users' vectors made by {@link HistoryPooling} plus what was
 * learned of them by name.
 *
 * @param architecture the model's shape
 * @param gmfUsers row-major {@code [users][gmf factors]}; empty where only movies are loaded
 * @param mlpUsers row-major {@code [users][mlp factors]}; empty likewise
 * @param gmfMovies row-major {@code [movies][gmf factors]}
 * @param mlpMovies row-major {@code [movies][mlp factors]}
 * @param history row-major {@code [movies][gmf factors + mlp factors]}
 * @param pooling the blocks of a user's gmf and then mlp vector
 * @param hidden the MLP's layers
 * @param output weights of the output, GMF first, {@code [gmf factors + last hidden units]}
 * @param outputBias bias of the output
 */
@SuppressWarnings("ArrayRecordComponent") // Weights are never compared.
record NcfWeights(
    NcfArchitecture architecture,
    float[] gmfUsers,
    float[] mlpUsers,
    float[] gmfMovies,
    float[] mlpMovies,
    float[] history,
    List<PoolingBlock> pooling,
    List<DenseWeights> hidden,
    float[] output,
    float outputBias) {

  /**
   * A dense layer.
   *
   * @param weights row-major {@code [outputs][inputs]}
   * @param bias {@code [outputs]}
   */
  record DenseWeights(float[] weights, float[] bias) {}

  /** Refuses arrays that do not have the architecture's sizes. */
  NcfWeights {
    int users = gmfUsers.length == 0 ? 0 : architecture.users();
    int movies = architecture.movies();
    int gmf = architecture.gmfFactors();
    int mlp = architecture.mlpFactors();
    expect("gmfUsers", gmfUsers.length, (long) users * gmf);
    expect("mlpUsers", mlpUsers.length, (long) users * mlp);
    expect("gmfMovies", gmfMovies.length, (long) movies * gmf);
    expect("mlpMovies", mlpMovies.length, (long) movies * mlp);
    expect("history", history.length, (long) movies * (gmf + mlp));
    expect("pooling", new HistoryPooling(pooling).length(), gmf + mlp);
    expect("hidden layers", hidden.size(), architecture.hiddenUnits().size());
    for (var layer : architecture.hiddenLayers()) {
      DenseWeights dense = hidden.get(layer.position());
      expect("weights", dense.weights().length, (long) layer.inputSize() * layer.outputSize());
      expect("bias", dense.bias().length, layer.outputSize());
    }
    expect("output", output.length, gmf + architecture.lastHiddenUnits());
  }

  private static void expect(String what, long found, long expected) {
    if (found != expected) {
      throw new IllegalArgumentException(
          "%s has %d numbers, expected %d".formatted(what, found, expected));
    }
  }
}
