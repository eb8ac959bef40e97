package dev.marquee.evaluation.baseline;

import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.ranking.ParallelRows;
import dev.marquee.evaluation.ranking.TieOrder;
import dev.marquee.evaluation.ranking.TopMovies;
import dev.marquee.evaluation.split.History;
import dev.marquee.evaluation.split.Interactions;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Item-kNN on binary ratings. The similarity of movies i and j with n<sub>i</sub> and n<sub>j</sub>
 * raters, n<sub>ij</sub> of them common, is the shrunk cosine
 *
 * <pre>s(i,j) = n_ij / (sqrt(n_i) · sqrt(n_j) + shrinkage)</pre>
 *
 * (Deshpande and Karypis 2004, with the shrinkage of Bell and Koren 2007). Each movie of a history
 * adds its similarity to its own {@code neighbours} most similar movies; neighbours of equal
 * similarity are taken in a {@link TieOrder} over movie rows, another one for every movie.
 */
public final class ItemNeighbours implements HistoryRanker {
  /** Similar movies kept for a movie. */
  public static final int DEFAULT_NEIGHBOURS = 100;

  /** Takes weight from pairs with few common raters. */
  public static final double DEFAULT_SHRINKAGE = 10;

  private static final long TIE_SEED = 42;

  private final int[][] neighbours;
  private final float[][] similarities;

  /** Computes the neighbours of all movies. */
  public ItemNeighbours(Interactions train, int neighbours, double shrinkage) {
    this.neighbours = new int[train.movies()][];
    this.similarities = new float[train.movies()][];
    Interactions raters = train.transposed();
    long[] rows = LongStream.range(0, train.movies()).toArray();
    TieOrder ties = new TieOrder(TIE_SEED, rows, rows);
    ParallelRows.forEach(
        train.movies(),
        () -> {
          float[] row = new float[train.movies()];
          TopMovies top = new TopMovies(neighbours, ties);
          return movie -> {
            similarities(movie, train, raters, shrinkage, row);
            top.select(movie, row);
            this.neighbours[movie] = top.movies();
            this.similarities[movie] = top.scores();
          };
        });
  }

  /** With the default number of neighbours and shrinkage. */
  public ItemNeighbours(Interactions train) {
    this(train, DEFAULT_NEIGHBOURS, DEFAULT_SHRINKAGE);
  }

  @Override
  public void score(History history, float[] scores) {
    Arrays.fill(scores, 0f);
    for (int movie : history.movies()) {
      int[] near = neighbours[movie];
      float[] similarity = similarities[movie];
      for (int i = 0; i < near.length; i++) {
        scores[near[i]] += similarity[i];
      }
    }
  }

  /** The similarities of a movie to all others; negative infinity where no rater is common. */
  private static void similarities(
      int movie, Interactions train, Interactions raters, double shrinkage, float[] row) {
    Arrays.fill(row, 0f);
    for (int rater = raters.start(movie); rater < raters.end(movie); rater++) {
      int user = raters.movie(rater);
      for (int entry = train.start(user); entry < train.end(user); entry++) {
        row[train.movie(entry)]++;
      }
    }
    double root = Math.sqrt(raters.count(movie));
    for (int other = 0; other < row.length; other++) {
      if (row[other] == 0 || other == movie) {
        row[other] = Float.NEGATIVE_INFINITY;
      } else {
        row[other] = (float) (row[other] / (root * Math.sqrt(raters.count(other)) + shrinkage));
      }
    }
  }
}
