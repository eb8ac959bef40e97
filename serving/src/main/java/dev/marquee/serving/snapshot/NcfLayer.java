package dev.marquee.serving.snapshot;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * One dense layer of the NCF model: {@code activation(W x + b)}, see {@link
 * dev.marquee.data.Tables.NcfLayers}.
 */
public final class NcfLayer {
  private final String name;
  private final int inputSize;
  private final int outputSize;
  private final float[] weights;
  private final float[] bias;
  private final String activation;
  private final OptionalInt residualFrom;

  /**
   * Takes over the arrays.
   *
   * @param weights row-major {@code float[outputSize][inputSize]}
   * @param bias {@code float[outputSize]}
   * @param activation {@code relu} or {@code sigmoid}
   * @param residualFrom position whose input is added to this layer's activated output
   * @throws IllegalArgumentException if a size or the activation is wrong
   */
  public NcfLayer(
      String name,
      int inputSize,
      int outputSize,
      float[] weights,
      float[] bias,
      String activation,
      OptionalInt residualFrom) {
    this.name = Objects.requireNonNull(name, "name");
    this.inputSize = inputSize;
    this.outputSize = outputSize;
    this.weights = weights;
    this.bias = bias;
    this.activation = Objects.requireNonNull(activation, "activation");
    this.residualFrom = residualFrom;
    if (inputSize < 1 || outputSize < 1 || weights.length != (long) inputSize * outputSize) {
      throw new IllegalArgumentException(
          "layer %s has %d weights, expected %d x %d"
              .formatted(name, weights.length, outputSize, inputSize));
    }
    if (bias.length != outputSize) {
      throw new IllegalArgumentException(
          "layer %s has %d biases, expected %d".formatted(name, bias.length, outputSize));
    }
    if (!activation.equals("relu") && !activation.equals("sigmoid")) {
      throw new IllegalArgumentException(
          "layer %s has activation '%s', expected relu or sigmoid".formatted(name, activation));
    }
  }

  /** {@code mlp_1} ... {@code mlp_n}, then {@code output}. */
  public String name() {
    return name;
  }

  /** Columns of the weight matrix. */
  public int inputSize() {
    return inputSize;
  }

  /** Rows of the weight matrix. */
  public int outputSize() {
    return outputSize;
  }

  /** Row-major {@code float[outputSize][inputSize]}; do not modify. */
  public float[] weights() {
    return weights;
  }

  /** {@code float[outputSize]}; do not modify. */
  public float[] bias() {
    return bias;
  }

  /** {@code relu} or {@code sigmoid}. */
  public String activation() {
    return activation;
  }

  /** Position whose input is added to this layer's activated output. */
  public OptionalInt residualFrom() {
    return residualFrom;
  }
}
