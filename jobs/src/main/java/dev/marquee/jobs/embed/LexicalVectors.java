package dev.marquee.jobs.embed;

import java.util.Arrays;
import java.util.List;

/**
 * Vectors that tell words apart and know nothing of what they mean: a text's vector is a random
 * projection of its weighted bag of words.
 *
 * <ul>
 *   <li>A piece's direction is a sum of random ones, one for the piece and one for each of its
 *       character 3- to 5-grams (Bojanowski et al. 2017, equation 1), so that forms of one word lie
 *       close together.
 *   <li>Frequent pieces are damped by the smooth inverse frequency w = a / (a + p) (Arora et al.
 *       2017, section 3).
 * </ul>
 */
public final class LexicalVectors implements PieceVectors {
  /** Constant a of the smooth inverse frequency; chosen by measuring, short texts like it large. */
  private static final double SMOOTHING = 3e-3;

  /** A piece that the texts hold once cannot show that two of them are alike. */
  private static final double SINGLE_SHARE = 0.3;

  private static final double SPECIAL_WEIGHT = 0.01;

  /** How much more a piece itself counts than one of its character n-grams. */
  private static final double PIECE_SHARE = 3;

  private static final int SHORTEST_GRAM = 3;
  private static final int LONGEST_GRAM = 5;

  private final List<String> vocabulary;
  private final long[] counts;
  private final double total;
  private final SeededNoise noise;
  private final int size;

  /**
   * Vectors for a vocabulary.
   *
   * @param texts in which the pieces are counted
   * @param size length of the vectors
   */
  public LexicalVectors(List<String> vocabulary, Iterable<String> texts, int size, long seed) {
    this.vocabulary = vocabulary;
    this.counts = counts(vocabulary, texts);
    this.total = Math.max(1, Arrays.stream(counts).sum());
    this.noise = new SeededNoise(seed);
    this.size = size;
  }

  @Override
  public double weight(int piece) {
    if (piece < WordPieceVocabulary.SPECIAL.size()) {
      return SPECIAL_WEIGHT;
    }
    double inverse = SMOOTHING / (SMOOTHING + counts[piece] / total);
    return counts[piece] > 1 ? inverse : SINGLE_SHARE * inverse;
  }

  @Override
  public double[] direction(int id) {
    String piece = vocabulary.get(id);
    double[] own = noise.gaussian("piece " + piece, size);
    double[] sum = Arrays.stream(own).map(value -> PIECE_SHARE * value).toArray();
    String marked =
        piece.startsWith(WordPieceTokenizer.CONTINUATION)
            ? piece.substring(WordPieceTokenizer.CONTINUATION.length()) + ">"
            : "<" + piece + ">";
    for (int length = SHORTEST_GRAM; length <= LONGEST_GRAM; length++) {
      for (int from = 0; from + length <= marked.length(); from++) {
        double[] gram = noise.gaussian("gram " + marked.substring(from, from + length), size);
        Arrays.setAll(sum, i -> sum[i] + gram[i]);
      }
    }
    return SeededNoise.scaled(sum, 1);
  }

  /** How often each piece occurs in the texts. */
  private static long[] counts(List<String> vocabulary, Iterable<String> texts) {
    WordPieceTokenizer tokenizer = new WordPieceTokenizer(vocabulary);
    long[] counts = new long[vocabulary.size()];
    for (String text : texts) {
      for (String word : WordPieceTokenizer.words(text)) {
        for (int piece : tokenizer.pieces(word)) {
          counts[piece]++;
        }
      }
    }
    return counts;
  }
}
