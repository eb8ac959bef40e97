package dev.marquee.evaluation.split;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Hides all training ratings of some movies, so that these are new ones: a cut like cold-items. */
public final class NewMoviesCut {
  /** A movie with fewer ratings than this is never hidden: it would say too little. */
  public static final int FEWEST_RATINGS = 5;

  private NewMoviesCut() {}

  /**
   * A split of the training ratings alone. Of the n movies with at least {@value #FEWEST_RATINGS}
   * training ratings, floor(n × share) are hidden. Evaluated are the users who rated one of them;
   * one who rated nothing else comes as a visitor.
   *
   * @param share of the movies that is hidden, above 0 and below 1
   * @param seed of the choice
   */
  public static Split apply(Split split, double share, long seed) {
    Interactions ratings = split.train();
    boolean[] hidden = hidden(ratings.movieCounts(), share, seed);
    InteractionsBuilder train = new InteractionsBuilder();
    InteractionsBuilder histories = new InteractionsBuilder();
    InteractionsBuilder test = new InteractionsBuilder();
    int[] rows = new int[ratings.users()];
    int[] trainRows = new int[ratings.users()];
    int evaluated = 0;
    for (int user = 0; user < ratings.users(); user++) {
      int held = 0;
      for (int entry = ratings.start(user); entry < ratings.end(user); entry++) {
        held += hidden[ratings.movie(entry)] ? 1 : 0;
      }
      for (int entry = ratings.start(user); entry < ratings.end(user); entry++) {
        if (hidden[ratings.movie(entry)]) {
          test.add(evaluated, ratings, entry);
          continue;
        }
        train.add(user, ratings, entry);
        if (held > 0) {
          histories.add(evaluated, ratings, entry);
        }
      }
      if (held > 0) {
        rows[evaluated] = user;
        trainRows[evaluated++] = held < ratings.count(user) ? user : -1;
      }
    }
    int movies = split.movies();
    return new Split(
        split.name() + " validation new movies",
        split.catalogue(),
        split.trainUserIds(),
        train.build(ratings.users(), movies),
        IntStream.of(rows).limit(evaluated).mapToLong(row -> split.trainUserIds()[row]).toArray(),
        Arrays.copyOf(trainRows, evaluated),
        histories.build(evaluated, movies),
        test.build(evaluated, movies),
        List.of());
  }

  private static boolean[] hidden(int[] counts, double share, long seed) {
    int left = (int) IntStream.of(counts).filter(count -> count >= FEWEST_RATINGS).count();
    int needed = (int) Math.floor(left * share + 1e-9);
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] hidden = new boolean[counts.length];
    // Selection sampling: each movie with the chance that leaves exactly as many as needed.
    for (int movie = 0; movie < counts.length; movie++) {
      if (counts[movie] >= FEWEST_RATINGS && random.nextInt(left--) < needed) {
        hidden[movie] = true;
        needed--;
      }
    }
    return hidden;
  }
}
