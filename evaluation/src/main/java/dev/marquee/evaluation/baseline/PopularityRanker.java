package dev.marquee.evaluation.baseline;

import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.split.History;
import dev.marquee.evaluation.split.Interactions;

/** The number of training ratings of each movie: the same list for everybody, save what is seen. */
public final class PopularityRanker implements HistoryRanker {
  private final int[] counts;

  /** Counts the ratings, whatever their stars. */
  public PopularityRanker(Interactions train) {
    counts = train.movieCounts();
  }

  @Override
  public void score(History history, float[] scores) {
    for (int movie = 0; movie < scores.length; movie++) {
      scores[movie] = counts[movie];
    }
  }
}
