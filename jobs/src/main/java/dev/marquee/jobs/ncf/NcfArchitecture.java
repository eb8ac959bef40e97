package dev.marquee.jobs.ncf;

import dev.marquee.jobs.config.NcfConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The shape of a NeuMF model.
 *
 * @param users number of user rows
 * @param movies number of movie rows
 * @param factors length of the vectors of each branch
 * @param hiddenUnits outputs of the MLP's layers; its input is {@code 2 * factors} wide
 * @param residual whether inputs are added to later outputs of the same size
 * @param dropout share of hidden units silenced in training
 */
public record NcfArchitecture(
    int users,
    int movies,
    int factors,
    List<Integer> hiddenUnits,
    boolean residual,
    float dropout) {

  /** Refuses empty models. */
  public NcfArchitecture {
    hiddenUnits = List.copyOf(hiddenUnits);
    if (users < 1 || movies < 1 || factors < 1 || hiddenUnits.isEmpty()) {
      throw new IllegalArgumentException(
          "users %d, movies %d, factors %d, hidden layers %d: expected at least one of each"
              .formatted(users, movies, factors, hiddenUnits.size()));
    }
  }

  /** The architecture that a configuration asks for. */
  public static NcfArchitecture of(NcfConfig config, int users, int movies) {
    return new NcfArchitecture(
        users,
        movies,
        config.factors(),
        config.hiddenUnits(),
        config.residual(),
        (float) config.dropout());
  }

  /**
   * One hidden layer of the MLP.
   *
   * @param position 0 for the first
   * @param inputSize width of its input
   * @param outputSize width of its output
   * @param residualFrom the position whose input is added to this layer's activated output
   */
  public record HiddenLayer(
      int position, int inputSize, int outputSize, OptionalInt residualFrom) {}

  /**
   * The hidden layers in order. With residual connections on, a layer's output takes up the nearest
   * earlier (or own) layer input of exactly its size; where there is none, nothing is added.
   */
  public List<HiddenLayer> hiddenLayers() {
    List<HiddenLayer> layers = new ArrayList<>();
    int inputSize = 2 * factors;
    for (int position = 0; position < hiddenUnits.size(); position++) {
      int outputSize = hiddenUnits.get(position);
      OptionalInt residualFrom = OptionalInt.empty();
      if (inputSize == outputSize) {
        residualFrom = OptionalInt.of(position);
      } else {
        for (int earlier = position - 1; earlier >= 0 && residualFrom.isEmpty(); earlier--) {
          if (layers.get(earlier).inputSize() == outputSize) {
            residualFrom = OptionalInt.of(earlier);
          }
        }
      }
      layers.add(
          new HiddenLayer(
              position, inputSize, outputSize, residual ? residualFrom : OptionalInt.empty()));
      inputSize = outputSize;
    }
    return layers;
  }

  /** Width of the last hidden layer's output. */
  public int lastHiddenUnits() {
    return hiddenUnits.get(hiddenUnits.size() - 1);
  }

  /**
   * Floating-point operations of the matrix products for one user-movie pair, forward only (a
   * multiply and an add count as two). Training costs three times this: forward, and one product
   * each for the gradients of inputs and weights.
   */
  public long forwardFlops() {
    long flops = 2L * (factors + lastHiddenUnits());
    for (HiddenLayer layer : hiddenLayers()) {
      flops += 2L * layer.inputSize() * layer.outputSize();
    }
    return flops;
  }
}
