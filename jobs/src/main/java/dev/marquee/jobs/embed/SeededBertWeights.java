package dev.marquee.jobs.embed;

import dev.marquee.jobs.embed.onnx.BertShape;
import dev.marquee.jobs.embed.onnx.BertWeights;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Untrained weights that keep the lexical meaning of a text, so that the mean of the token vectors
 * is a random projection of its weighted bag of words:
 *
 * <ul>
 *   <li>A piece's vector is a sum of random directions, one for the piece and one for each of its
 *       character 3- to 5-grams (Bojanowski et al. 2017, equation 1), so that forms of one word lie
 *       close together.
 *   <li>Frequent pieces are damped by the smooth inverse frequency w = a / (a + p) (Arora et al.
 *       2017, section 3). LayerNorm would undo a shorter vector, so each piece also carries a pair
 *       of opposite ballast units +c, -c: beside a unit vector, w = 1 / sqrt(1 + 2 c^2) of the norm
 *       is left for the meaning. The last LayerNorm has gain zero on the ballast.
 *   <li>The residual branches are small and neither read nor write the ballast.
 * </ul>
 */
final class SeededBertWeights implements BertWeights {
  /** Constant a of the smooth inverse frequency; chosen by measuring, short texts like it large. */
  private static final double SMOOTHING = 3e-3;

  /** A piece that the texts hold once cannot show that two of them are alike. */
  private static final double SINGLE_SHARE = 0.3;

  private static final double SPECIAL_WEIGHT = 0.01;
  private static final double POSITION_NORM = 0.05;

  /** Norm of each residual branch beside its input's. */
  private static final double BRANCH = 0.05;

  /** How much more a piece itself counts than one of its character n-grams. */
  private static final double PIECE_SHARE = 3;

  private static final int SHORTEST_GRAM = 3;
  private static final int LONGEST_GRAM = 5;

  private final BertShape shape;
  private final List<String> vocabulary;
  private final long[] counts;
  private final double total;
  private final long seed;
  private final int meaning;

  /**
   * Weights for a vocabulary.
   *
   * @param counts how often each piece occurs in the texts, 0 for special pieces
   */
  SeededBertWeights(BertShape shape, List<String> vocabulary, long[] counts, long seed) {
    if (shape.vocabulary() != vocabulary.size() || vocabulary.size() != counts.length) {
      throw new IllegalArgumentException("shape, vocabulary and counts differ in size");
    }
    this.shape = shape;
    this.vocabulary = vocabulary;
    this.counts = counts;
    this.total = Math.max(1, Arrays.stream(counts).sum());
    this.seed = seed;
    this.meaning = shape.hidden() - 2;
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
    float[] table = new float[vocabulary.size() * shape.hidden()];
    for (int piece = 0; piece < vocabulary.size(); piece++) {
      double[] direction = direction(vocabulary.get(piece));
      double weight = weight(piece);
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

  private double weight(int piece) {
    if (piece < WordPieceVocabulary.SPECIAL.size()) {
      return SPECIAL_WEIGHT;
    }
    double inverse = SMOOTHING / (SMOOTHING + counts[piece] / total);
    return counts[piece] > 1 ? inverse : SINGLE_SHARE * inverse;
  }

  /** A unit vector with mean zero, which LayerNorm's centring leaves alone. */
  private double[] direction(String piece) {
    double[] own = gaussian("piece " + piece, meaning);
    double[] sum = Arrays.stream(own).map(value -> PIECE_SHARE * value).toArray();
    String marked =
        piece.startsWith(WordPieceTokenizer.CONTINUATION)
            ? piece.substring(WordPieceTokenizer.CONTINUATION.length()) + ">"
            : "<" + piece + ">";
    for (int length = SHORTEST_GRAM; length <= LONGEST_GRAM; length++) {
      for (int from = 0; from + length <= marked.length(); from++) {
        double[] gram = gaussian("gram " + marked.substring(from, from + length), meaning);
        Arrays.setAll(sum, i -> sum[i] + gram[i]);
      }
    }
    return scaled(sum, 1);
  }

  private float[] positions(String name) {
    float[] table = new float[shape.positions() * shape.hidden()];
    for (int position = 0; position < shape.positions(); position++) {
      double[] vector = scaled(gaussian(name + " " + position, meaning), POSITION_NORM);
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
    double deviation = (closesBranch ? BRANCH : 1) / Math.sqrt(inputs);
    double[] noise = gaussian(name, inputs * outputs);
    float[] values = new float[noise.length];
    for (int i = 0; i < values.length; i++) {
      boolean ballast =
          (opensBranch && i / outputs >= meaning) || (closesBranch && i % outputs >= meaning);
      values[i] = ballast ? 0 : (float) (deviation * noise[i]);
    }
    return values;
  }

  /** Mean zero and the given norm. */
  private static double[] scaled(double[] vector, double norm) {
    double mean = Arrays.stream(vector).sum() / vector.length;
    double length =
        Math.sqrt(Arrays.stream(vector).map(value -> (value - mean) * (value - mean)).sum());
    return Arrays.stream(vector).map(value -> (value - mean) * norm / length).toArray();
  }

  /** Standard normal values that depend on the seed and the name alone. */
  private double[] gaussian(String name, int size) {
    long hash = 0xcbf29ce484222325L ^ seed;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    // Random's sequence is fixed by its specification, on every machine and Java version.
    Random random = new Random(hash ^ hash >>> 32);
    double[] values = new double[size];
    Arrays.setAll(values, i -> random.nextGaussian());
    return values;
  }
}
