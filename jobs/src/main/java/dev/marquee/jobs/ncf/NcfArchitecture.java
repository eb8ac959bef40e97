package dev.marquee.jobs.ncf;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The shape of a NeuMF model.
 *
 * @param users number of user rows
 * @param movies number of movie rows
 * @param gmfFactors length of the vectors of the GMF branch
 * @param mlpFactors length of the vectors of the MLP branch, 0 without one
 * @param hiddenUnits outputs of the MLP's layers, empty without an MLP; its input is {@code 2 *
 *     mlpFactors} wide
 * @param residual whether inputs are added to later outputs of the same size
 */
public record NcfArchitecture(
    int users,
    int movies,
    int gmfFactors,
    int mlpFactors,
    List<Integer> hiddenUnits,
    boolean residual) {

  /** Refuses empty models. */
  public NcfArchitecture {
    hiddenUnits = List.copyOf(hiddenUnits);
    if (users < 1 || movies < 1 || gmfFactors < 1) {
      throw new IllegalArgumentException(
          "users %d, movies %d, factors %d: expected at least one of each"
              .formatted(users, movies, gmfFactors));
    }
    if ((mlpFactors > 0) == hiddenUnits.isEmpty()) {
      throw new IllegalArgumentException(
          "%d MLP factors and hidden layers %s: expected both or neither"
              .formatted(mlpFactors, hiddenUnits));
    }
  }

  /**
   * A hidden layer.
   *
   * @param position 0 for the first
   * @param inputSize columns of its weights
   * @param outputSize rows of its weights
   * @param residualFrom position whose input is added to this layer's activated output
   */
  public record HiddenLayer(
      int position, int inputSize, int outputSize, OptionalInt residualFrom) {}

  /**
   * The hidden layers in order. With residual connections on, a layer's output takes up the nearest
   * earlier (or own) layer input of exactly its size; where there is none, nothing is added.
   */
  public List<HiddenLayer> hiddenLayers() {
    List<HiddenLayer> layers = new ArrayList<>();
    int inputSize = 2 * mlpFactors;
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

  /** Width of the last hidden layer's output, 0 without an MLP. */
  public int lastHiddenUnits() {
    return hiddenUnits.isEmpty() ? 0 : hiddenUnits.get(hiddenUnits.size() - 1);
  }

  /**
   * Floating-point operations of the matrix products for one user-movie pair, forward only (a
   * multiply and an add count as two). Training costs three times this: forward, and one product
   * each for the gradients of inputs and weights.
   */
  public long forwardFlops() {
    long flops = 2L * (gmfFactors + lastHiddenUnits());
    for (HiddenLayer layer : hiddenLayers()) {
      flops += 2L * layer.inputSize() * layer.outputSize();
    }
    return flops;
  }
}
