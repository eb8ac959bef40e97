package dev.marquee.evaluation.metrics;

import dev.marquee.evaluation.split.Catalogue;

/**
 * Mean distance of the pairs of movies of a list (Smyth and McClave 2001): 1 − similarity, averaged
 * over the n(n − 1)/2 pairs; NaN for fewer than two movies. Pairs without a similarity are left
 * out.
 */
public final class IntraListDiversity implements ListFigure {
  private final PairSimilarity similarity;

  /** How alike two movies are. */
  @FunctionalInterface
  public interface PairSimilarity {
    /** The similarity of two movie rows, 1 for alike, NaN where it is not known. */
    double of(int first, int second);
  }

  /** Diversity by a symmetric similarity. */
  public IntraListDiversity(PairSimilarity similarity) {
    this.similarity = similarity;
  }

  /** By Jaccard similarity of genres: common genres / all genres; not known without any genre. */
  public static IntraListDiversity byGenre(Catalogue catalogue) {
    return new IntraListDiversity(
        (first, second) -> {
          int[] a = catalogue.genres(first);
          int[] b = catalogue.genres(second);
          int common = 0;
          for (int genre : a) {
            for (int other : b) {
              common += genre == other ? 1 : 0;
            }
          }
          return (double) common / (a.length + b.length - common);
        });
  }

  /**
   * By cosine of vectors; not known where a vector is null or zero.
   *
   * @param vectors one a movie row, all of one length
   */
  public static IntraListDiversity byVector(float[][] vectors) {
    return new IntraListDiversity(
        (first, second) -> {
          float[] a = vectors[first];
          float[] b = vectors[second];
          if (a == null || b == null) {
            return Double.NaN;
          }
          double product = 0;
          double squareA = 0;
          double squareB = 0;
          for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squareA += (double) a[i] * a[i];
            squareB += (double) b[i] * b[i];
          }
          return product / Math.sqrt(squareA * squareB);
        });
  }

  @Override
  public double of(int user, int[] movies) {
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < movies.length; i++) {
      for (int j = i + 1; j < movies.length; j++) {
        double alike = similarity.of(movies[i], movies[j]);
        if (!Double.isNaN(alike)) {
          sum += 1 - alike;
          pairs++;
        }
      }
    }
    return sum / pairs;
  }
}
