package dev.marquee.jobs.embed;

import dev.marquee.jobs.embed.onnx.BertShape;
import dev.marquee.jobs.embed.onnx.BertWeights;
import java.util.Arrays;

/**
 * Untrained weights with which the mean of the token vectors is a weighted sum of the pieces'
 * vectors:
 *
 * <ul>
 *   <li>LayerNorm would undo a shorter vector, so each piece also carries a pair of opposite
 *       ballast units +c, -c: beside a unit vector, w = 1 / sqrt(1 + 2 c^2) of the norm is left for
 *       the meaning. The last LayerNorm has gain zero on the ballast.
 *   <li>The residual branches are small and neither read nor write the ballast.
 * </ul>
 */
public final class SeededBertWeights implements BertWeights {
  /** Hidden units that carry no meaning. */
  public static final int BALLAST = 2;

  private static final double POSITION_NORM = 0.05;

  private final BertShape shape;
  private final PieceVectors pieces;
  private final SeededNoise noise;
  private final double branch;
  private final int meaning;

  /**
   * Weights for a vocabulary.
   *
   * @param pieces vectors of length {@code shape.hidden() - BALLAST}
   * @param branch norm of each residual branch beside its input's; 0 closes them, so that training
   *     starts from the sum of the pieces alone
   */
  public SeededBertWeights(BertShape shape, PieceVectors pieces, double branch, long seed) {
    this.shape = shape;
    this.pieces = pieces;
    this.branch = branch;
    noise = new SeededNoise(seed);
    meaning = shape.hidden() - BALLAST;
  }

  @Override
  public float[] values(String name, int... dimensions) {
    if (name.equals("embeddings.word_embeddings.weight")) {
      return words();
    }
    if (name.equals("embeddings.position_embeddings.weight")) {
      return positions(name);
    }
    int size = Arrays.stream(dimensions).reduce(1, (a, b) -> a * b);
    if (name.contains("LayerNorm")) {
      return layerNorm(name, size);
    }
    if (name.endsWith(".bias") || name.contains("token_type")) {
      return new float[size];
    }
    return matrix(name, dimensions[0], dimensions[1]);
  }

  private float[] words() {
    float[] table = new float[shape.vocabulary() * shape.hidden()];
    for (int piece = 0; piece < shape.vocabulary(); piece++) {
      double[] direction = pieces.direction(piece);
      double weight = pieces.weight(piece);
      double ballast = Math.sqrt((1 / (weight * weight) - 1) / 2);
      int row = piece * shape.hidden();
      for (int i = 0; i < meaning; i++) {
        table[row + i] = (float) direction[i];
      }
      table[row + meaning] = (float) ballast;
      table[row + meaning + 1] = (float) -ballast;
    }
    return table;
  }

  private float[] positions(String name) {
    float[] table = new float[shape.positions() * shape.hidden()];
    for (int position = 0; position < shape.positions(); position++) {
      double[] vector =
          SeededNoise.scaled(noise.gaussian(name + " " + position, meaning), POSITION_NORM);
      for (int i = 0; i < meaning; i++) {
        table[position * shape.hidden() + i] = (float) vector[i];
      }
    }
    return table;
  }

  private float[] layerNorm(String name, int size) {
    float[] values = new float[size];
    if (name.endsWith(".weight")) {
      Arrays.fill(values, 1);
      if (name.equals("encoder.layer." + (shape.layers() - 1) + ".output.LayerNorm.weight")) {
        values[meaning] = 0;
        values[meaning + 1] = 0;
      }
    }
    return values;
  }

  private float[] matrix(String name, int inputs, int outputs) {
    boolean closesBranch = name.endsWith(".output.dense.weight");
    boolean opensBranch = !name.endsWith("output.dense.weight");
    double deviation = (closesBranch ? branch : 1) / Math.sqrt(inputs);
    double[] values = noise.gaussian(name, inputs * outputs);
    float[] matrix = new float[values.length];
    for (int i = 0; i < matrix.length; i++) {
      boolean ballast =
          (opensBranch && i / outputs >= meaning) || (closesBranch && i % outputs >= meaning);
      matrix[i] = ballast ? 0 : (float) (deviation * values[i]);
    }
    return matrix;
  }
}
