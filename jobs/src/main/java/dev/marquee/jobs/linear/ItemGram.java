package dev.marquee.jobs.linear;

/**
 * What makes movies alike: {@code X^T X + runs R^T R + content F F^T}.
 *
 * <ul>
 *   <li>X are users by movies, what each rating counts: movies are alike that the same users rated.
 *   <li>R are runs by movies: every user's ratings, in their order, cut into runs of 81, those into
 *       runs of 27, and those of 9. What is rated in one go, often from one page of suggestions, is
 *       more alike than what a user rated years apart. A run that holds all of the user's ratings
 *       says nothing new and is left out.
 *   <li>F are movies by features, so that movies of similar content stand together as movies of the
 *       same users do (Jeunen, Van Balen and Goethals 2020, "Closed-form models for collaborative
 *       filtering with side-information", collective EASE).
 * </ul>
 *
 * @param interactions X, each user's movies oldest rating first; at least one user and one movie
 * @param features F, a row of length 1 for each movie that has some; null for none
 * @param shares how much of a user a run and a movie's content count like
 */
public record ItemGram(InteractionMatrix interactions, SparseMatrix features, Shares shares) {
  private static final int LONGEST_RUN = 81;
  private static final int SHORTEST_RUN = 9;

  /** A run is cut into so many. */
  private static final int CUT = 3;

  /**
   * What counts beside users, each of whom counts 1.
   *
   * @param runs how many users a run counts like, at least 0
   * @param content how many users a movie's content counts like, at least 0
   */
  public record Shares(double runs, double content) {
    /** Users alone. */
    public static final Shares NONE = new Shares(0, 0);
  }

  /** Refuses what does not fit together. */
  public ItemGram {
    if (interactions.rows() < 1 || interactions.columns() < 1) {
      throw new IllegalArgumentException(
          "users %d, movies %d: expected at least one of each"
              .formatted(interactions.rows(), interactions.columns()));
    }
    if (features == null && shares.content() > 0) {
      throw new IllegalArgumentException(
          "content counts like %s users: expected features".formatted(shares.content()));
    }
    if (features != null && features.rows() != interactions.columns()) {
      throw new IllegalArgumentException(
          "features of %d movies: expected %d".formatted(features.rows(), interactions.columns()));
    }
  }

  /** Of who rated what alone. */
  public static ItemGram of(InteractionMatrix interactions) {
    return new ItemGram(interactions, null, Shares.NONE);
  }

  /** Number of movies. */
  int movies() {
    return interactions.columns();
  }

  /** No more than so many eigenvalues are above 0. */
  int mostRank() {
    boolean usersAlone = shares.runs() == 0 && shares.content() == 0;
    return usersAlone ? Math.min(movies(), interactions.rows()) : movies();
  }

  /** This matrix times one of as many rows, {@code double[movies][width]}. */
  double[][] times(double[][] dense) {
    return DenseRows.byStrips(dense, this::timesStrip);
  }

  private double[][] timesStrip(double[][] dense) {
    double[][] product = new double[movies()][dense[0].length];
    for (int user = 0; user < interactions.rows(); user++) {
      int from = interactions.offsets()[user];
      int to = interactions.offsets()[user + 1];
      int run = shares.runs() > 0 ? LONGEST_RUN : 0;
      addRuns(from, to, run, interactions.sum(from, to, dense), dense, product);
    }
    if (shares.content() > 0) {
      features.addGramTimes(shares.content(), dense, product);
    }
    return product;
  }

  /**
   * Adds to each movie of a stretch of ratings what the runs that it stands in sum up to.
   *
   * @param run length of the runs to cut the stretch into; below the shortest for none
   * @param outer the sum of the longer runs that hold the whole stretch
   */
  private void addRuns(
      int from, int to, int run, double[] outer, double[][] dense, double[][] product) {
    if (run < SHORTEST_RUN) {
      for (int i = from; i < to; i++) {
        SparseMatrix.add(product[interactions.columnOf()[i]], interactions.weight(i), outer);
      }
      return;
    }
    int shorter = run / CUT;
    if (to - from <= run) {
      addRuns(from, to, shorter, outer, dense, product);
      return;
    }
    for (int start = from; start < to; start += run) {
      int end = Math.min(to, start + run);
      double[] sum = outer.clone();
      SparseMatrix.add(sum, shares.runs(), interactions.sum(start, end, dense));
      addRuns(start, end, shorter, sum, dense, product);
    }
  }
}
