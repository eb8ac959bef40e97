package dev.marquee.evaluation.split;

/**
 * What a split asks for, read off its ratings.
 *
 * @param newMovies whether no held-out movie has a training rating
 * @param newUsers whether no evaluated user was trained on
 * @param latest whether the held-out ratings come after the known ones, of nine users in ten
 */
public record SplitShape(boolean newMovies, boolean newUsers, boolean latest) {
  private static final double MOST = 0.9;

  /** The shape of a split. */
  public static SplitShape of(Split split) {
    int[] counts = split.train().movieCounts();
    boolean newMovies = true;
    for (int entry = 0; entry < split.test().size() && newMovies; entry++) {
      newMovies = counts[split.test().movie(entry)] == 0;
    }
    boolean newUsers = true;
    int known = 0;
    int ordered = 0;
    for (int user = 0; user < split.users(); user++) {
      newUsers &= split.trainRows()[user] < 0;
      if (split.histories().count(user) > 0) {
        known++;
        long latestKnown = split.histories().timestamp(split.histories().end(user) - 1);
        ordered += split.test().timestamp(split.test().start(user)) >= latestKnown ? 1 : 0;
      }
    }
    return new SplitShape(newMovies, newUsers, known > 0 && ordered >= MOST * known);
  }

  /** Which movies compete: new ones among themselves, otherwise all. */
  public CandidateRule candidates() {
    return newMovies ? CandidateRule.TEST : CandidateRule.ALL;
  }

  /** The cut of each user's ratings that is most like it. */
  public Cut cut() {
    return latest ? Cut.TEMPORAL : Cut.RANDOM;
  }
}
