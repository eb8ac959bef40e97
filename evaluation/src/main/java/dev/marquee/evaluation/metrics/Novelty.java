package dev.marquee.evaluation.metrics;

import dev.marquee.evaluation.split.Interactions;

/**
 * Mean self-information of the movies of a list, in bits: −log2 of the share of training users who
 * rated the movie (Vargas and Castells 2011). One rating is added to every movie and one user to
 * all, so that a movie nobody rated is finite: −log2((n + 1) / (users + 1)).
 */
public final class Novelty implements ListFigure {
  private final double[] information;

  /** The information of every movie by the training ratings. */
  public Novelty(Interactions train) {
    int[] counts = train.movieCounts();
    information = new double[counts.length];
    for (int movie = 0; movie < counts.length; movie++) {
      information[movie] = -Math.log((counts[movie] + 1.0) / (train.users() + 1.0)) / Math.log(2);
    }
  }

  @Override
  public double of(int user, int[] movies) {
    double sum = 0;
    for (int movie : movies) {
      sum += information[movie];
    }
    return sum / movies.length;
  }
}
