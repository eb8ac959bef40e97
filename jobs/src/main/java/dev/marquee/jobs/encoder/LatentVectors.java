package dev.marquee.jobs.encoder;

import dev.marquee.jobs.embed.PieceVectors;
import dev.marquee.jobs.embed.WordPieceTokenizer;
import dev.marquee.jobs.embed.WordPieceVocabulary;
import dev.marquee.jobs.linear.RidgeRegression;
import dev.marquee.jobs.linear.SparseMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Where training starts: the best linear encoder. Every movie has a place in the latent space of
 * its pieces and its labels (genres and tags); ridge regression finds for every piece the vector
 * with which the sum over the pieces of a text, whichever fields it shows, comes closest to the
 * movie's place. So "detective" points to where films tagged "murder" lie, though neither word need
 * stand in the other's text.
 */
final class LatentVectors implements PieceVectors {
  /** The share of the labels in a movie's place; the rest are its pieces. */
  private static final double LABEL_SHARE = 0.7;

  private static final double PENALTY = 1;

  /** The least weight of a piece; unseen and special ones have it. */
  private static final double LEAST_WEIGHT = 0.01;

  /** An ending, or a part of a rare word, says less than a word. */
  private static final double CONTINUATION_SHARE = 0.3;

  private final double[][] directions;
  private final double[] weights;

  /**
   * Learns the vectors.
   *
   * @param labels how alike the movies are by genres and tags
   * @param size length of the vectors
   */
  LatentVectors(
      List<CatalogueMovie> movies,
      MovieLikeness labels,
      List<String> vocabulary,
      WordPieceTokenizer tokenizer,
      int maxTokens,
      int size,
      long seed) {
    List<int[]> whole = encode(movies, TextView.ALL.get(0), tokenizer, maxTokens);
    double[] inverse = inverseFrequencies(whole, vocabulary);
    double[][] places =
        LatentSpace.of(labelled(whole, inverse, labels), Math.min(size, movies.size()), seed);
    List<int[]> views = new ArrayList<>();
    List<double[]> targets = new ArrayList<>();
    for (TextView view : TextView.TRAINING) {
      List<int[]> texts = encode(movies, view, tokenizer, maxTokens);
      for (int movie = 0; movie < texts.size(); movie++) {
        views.add(texts.get(movie));
        targets.add(places[movie]);
      }
    }
    double[][] pieces =
        RidgeRegression.solve(
            matrix(views, inverse, inverse.length), targets.toArray(double[][]::new), PENALTY);
    directions = new double[pieces.length][];
    weights = new double[pieces.length];
    Random random = new Random(seed);
    for (int piece = 0; piece < pieces.length; piece++) {
      double[] vector = centred(Arrays.copyOf(pieces[piece], size));
      double norm = norm(vector);
      weights[piece] = norm * inverse[piece];
      // An unseen piece gets a random direction.
      double[] any = random.doubles(size).toArray();
      directions[piece] = unit(norm > 1e-9 ? vector : any);
    }
    double largest = Math.max(1e-12, Arrays.stream(weights).max().orElse(0));
    Arrays.setAll(weights, piece -> Math.max(LEAST_WEIGHT, weights[piece] / largest));
  }

  @Override
  public double[] direction(int piece) {
    return directions[piece];
  }

  @Override
  public double weight(int piece) {
    return weights[piece];
  }

  private static List<int[]> encode(
      List<CatalogueMovie> movies, TextView view, WordPieceTokenizer tokenizer, int maxTokens) {
    return movies.stream().map(movie -> tokenizer.encode(view.of(movie), maxTokens)).toList();
  }

  /** ln((n + 1) / (df + 1)); nothing for special pieces, single characters and unseen pieces. */
  private static double[] inverseFrequencies(List<int[]> texts, List<String> vocabulary) {
    int[] frequency = new int[vocabulary.size()];
    for (int[] text : texts) {
      BitSet seen = new BitSet();
      for (int piece : text) {
        seen.set(piece);
      }
      seen.stream().forEach(piece -> frequency[piece]++);
    }
    double[] inverse = new double[vocabulary.size()];
    for (int id = WordPieceVocabulary.SPECIAL.size(); id < inverse.length; id++) {
      String piece = vocabulary.get(id);
      boolean continued = piece.startsWith(WordPieceTokenizer.CONTINUATION);
      int length = piece.length() - (continued ? WordPieceTokenizer.CONTINUATION.length() : 0);
      if (frequency[id] > 0 && length > 1) {
        inverse[id] =
            Math.log((texts.size() + 1.0) / (frequency[id] + 1.0))
                * (continued ? CONTINUATION_SHARE : 1);
      }
    }
    return inverse;
  }

  /** Unit rows of weighted pieces. */
  private static SparseMatrix matrix(List<int[]> texts, double[] inverse, int width) {
    return new SparseMatrix(
        texts, texts.stream().map(text -> unitWeights(text, inverse)).toList(), width);
  }

  /** Pieces and labels side by side; of unit rows each, so that shares are of squared lengths. */
  private static SparseMatrix labelled(List<int[]> texts, double[] inverse, MovieLikeness labels) {
    List<int[]> columns = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    for (int movie = 0; movie < texts.size(); movie++) {
      int[] text = texts.get(movie);
      double[] own = unitWeights(text, inverse);
      int[] labelColumns = labels.labels(movie);
      double[] labelValues = labels.weights(movie);
      int[] row = Arrays.copyOf(text, text.length + labelColumns.length);
      double[] weights = new double[row.length];
      for (int i = 0; i < text.length; i++) {
        weights[i] = Math.sqrt(1 - LABEL_SHARE) * own[i];
      }
      for (int i = 0; i < labelColumns.length; i++) {
        row[text.length + i] = inverse.length + labelColumns[i];
        weights[text.length + i] = Math.sqrt(LABEL_SHARE) * labelValues[i];
      }
      columns.add(row);
      values.add(weights);
    }
    return new SparseMatrix(columns, values, inverse.length + labels.size());
  }

  /** The weights of a text's pieces, so that its vector of summed weights has length 1. */
  private static double[] unitWeights(int[] text, double[] inverse) {
    Map<Integer, Double> sums = new HashMap<>();
    for (int piece : text) {
      sums.merge(piece, inverse[piece], Double::sum);
    }
    double norm =
        Math.sqrt(sums.values().stream().mapToDouble(value -> value * value).sum() + 1e-12);
    return Arrays.stream(text).mapToDouble(piece -> inverse[piece] / norm).toArray();
  }

  /** LayerNorm's centring shall find nothing to remove. */
  private static double[] centred(double[] vector) {
    double mean = Arrays.stream(vector).average().orElse(0);
    return Arrays.stream(vector).map(value -> value - mean).toArray();
  }

  private static double[] unit(double[] vector) {
    double[] centred = centred(vector);
    double norm = norm(centred);
    return Arrays.stream(centred).map(value -> value / norm).toArray();
  }

  private static double norm(double[] vector) {
    return Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
  }
}
