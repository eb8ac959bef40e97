package dev.marquee.evaluation.run;

import dev.marquee.data.PairedDifference;
import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.protocol.FullRanking;
import dev.marquee.evaluation.ranking.ParallelRows;
import dev.marquee.evaluation.ranking.RankedLists;
import dev.marquee.evaluation.ranking.TieOrder;
import dev.marquee.evaluation.ranking.TopMovies;
import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.Interactions;
import dev.marquee.evaluation.split.Split;
import dev.marquee.serving.recommend.HybridWeights;
import dev.marquee.serving.recommend.WeightBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Fits the hybrid's weights for each bucket of history lengths on a validation cut, every candidate
 * ranked, every held-out rating relevant, from all weights on a grid that sum to 1. The grid has
 * tenths, and twentieths where the collaborative weight is {@value #FINE_FROM} twentieths or more:
 * there a little of another component decides much.
 *
 * <p>Many points are as good as the best one as far as a cut can tell, and which of them comes out
 * first is chance. Of those that the best one is not better than by more than one standard error of
 * the {@linkplain PairedDifference difference}, the one that trusts the model most is taken: the
 * model that will be served has seen more ratings than the one on the cut. Of shortened histories
 * it would see no more, and the model says least there, so that too much of it costs most: the best
 * point is taken. The weights in force stay where the best ones are no clear gain.
 *
 * <p>The components of a movie's score do not depend on the weights, so each user's are computed
 * once and blended for every point of the grid.
 *
 * <p>A bucket with fewer than {@value #FEWEST_USERS} users is fitted on users with longer
 * histories, of whom the recommender is told the oldest few ratings, every number of them that the
 * bucket holds. These should be users whom the model was not trained on: of the others it has
 * learned what they rated later, and that they did not rate what is held out, which it cannot know
 * of a newcomer. Users with enough ratings, in turn, should be known ones. Where a split has none
 * of a kind, all will do.
 */
public final class WeightFit {
  /** Fewer users than this say too little of a bucket. */
  static final int FEWEST_USERS = 30;

  private static final int K = 10;
  private static final int STEPS = 20;
  private static final int FINE_FROM = 12;
  private static final int COMPONENTS = 3;
  private static final int WHOLE = -1;

  /** All weights of the grid. */
  static final List<HybridWeights> GRID = grid();

  private final ServedModel model;
  private final Split validation;
  private final boolean[] candidates;
  private final TieOrder ties;

  /**
   * Fits on a validation split with the model trained on that split's training ratings.
   *
   * @param rule which movies compete, the same as the model's
   */
  public WeightFit(ServedModel model, Split validation, CandidateRule rule) {
    this.model = model;
    this.validation = validation;
    candidates = rule.candidates(validation);
    ties = FullRanking.ties(validation);
  }

  /** The best weights of each bucket in force. */
  public List<FittedBucket> fit(List<WeightBucket> inForce) {
    List<FittedBucket> fitted = new ArrayList<>();
    for (int i = 0; i < inForce.size(); i++) {
      int most = i + 1 < inForce.size() ? inForce.get(i + 1).minRatings() - 1 : Integer.MAX_VALUE;
      fitted.add(fit(inForce.get(i), most));
    }
    return fitted;
  }

  /** Buckets for a recommender's configuration. */
  public static List<WeightBucket> buckets(List<FittedBucket> fitted) {
    return fitted.stream()
        .map(bucket -> new WeightBucket(bucket.minRatings(), bucket.fitted()))
        .toList();
  }

  private FittedBucket fit(WeightBucket bucket, int most) {
    Interactions histories = validation.histories();
    int least = bucket.minRatings();
    int[] users =
        preferably(true, user -> histories.count(user) >= least && histories.count(user) <= most);
    boolean shortened = users.length < FEWEST_USERS && most < Integer.MAX_VALUE;
    if (shortened) {
      users = preferably(false, user -> histories.count(user) >= most);
    }
    if (users.length == 0) {
      return new FittedBucket(
          least, 0, false, bucket.weights(), bucket.weights(), Double.NaN, Double.NaN);
    }
    List<HybridWeights> points = new ArrayList<>(GRID);
    points.add(bucket.weights().normalized());
    double[][] values = values(users, shortened ? most - least + 1 : 0, least, points);
    int fitted = shortened ? best(values) : mostCollaborative(values);
    return new FittedBucket(
        least,
        users.length,
        shortened,
        bucket.weights(),
        points.get(fitted),
        mean(values[GRID.size()]),
        mean(values[fitted]));
  }

  /** The wanted users who were trained on, or were not; all wanted ones where there are none. */
  private int[] preferably(boolean trained, IntPredicate wanted) {
    int[] all = IntStream.range(0, validation.users()).filter(wanted).toArray();
    int[] preferred =
        IntStream.of(all).filter(user -> validation.trainRows()[user] >= 0 == trained).toArray();
    return preferred.length > 0 ? preferred : all;
  }

  /**
   * The best point.
   *
   * @param values the same users' nDCG@10 with each point of the grid and, last, with the weights
   *     in force, {@code [points + 1][users]}
   * @return its place, that of the weights in force where it is no clear gain
   */
  static int best(double[][] values) {
    int best = 0;
    for (int point = 1; point < GRID.size(); point++) {
      best = mean(values[point]) > mean(values[best]) ? point : best;
    }
    return isBetter(values, best, GRID.size()) ? best : GRID.size();
  }

  /** The same, or the most collaborative point that it is no clear gain over. */
  static int mostCollaborative(double[][] values) {
    int best = best(values);
    if (best == GRID.size()) {
      return best;
    }
    int chosen = best;
    for (int point = 0; point < GRID.size(); point++) {
      double more = GRID.get(point).collaborative() - GRID.get(chosen).collaborative();
      boolean isPreferred = more > 0 || (more == 0 && mean(values[point]) > mean(values[chosen]));
      if (isPreferred && !isBetter(values, best, point)) {
        chosen = point;
      }
    }
    return chosen;
  }

  private static boolean isBetter(double[][] values, int point, int other) {
    return PairedDifference.of(values[point], values[other]).exceeds(1);
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElse(0);
  }

  /**
   * Every user's nDCG@10 with each point, {@code [points][users]}, shortened histories one by one.
   *
   * @param lengths how many lengths of shortened histories there are, the shortest {@code least}; 0
   *     for whole ones
   */
  private double[][] values(int[] users, int lengths, int least, List<HybridWeights> points) {
    int each = Math.max(1, lengths);
    double[][] values = new double[points.size()][users.length * each];
    ParallelRows.forEach(
        users.length * each,
        () -> {
          float[][] components = new float[COMPONENTS][validation.movies()];
          return i -> {
            int user = users[i / each];
            components(user, lengths == 0 ? WHOLE : least + i % each, components);
            RankedLists.mask(components[0], validation.histories(), user, candidates);
            double[] ofPoints = ndcg(user, components, points);
            for (int point = 0; point < ofPoints.length; point++) {
              values[point][i] = ofPoints[point];
            }
          };
        });
    return values;
  }

  private void components(int user, int length, float[][] components) {
    List<ServedModel.Ask> asks =
        List.of(ServedModel.CONTENT, ServedModel.NCF, ServedModel.POPULARITY);
    for (int component = 0; component < COMPONENTS; component++) {
      if (length == WHOLE) {
        model.scores(user, asks.get(component), components[component]);
      } else {
        model.visitorScores(
            validation.histories().history(user, length),
            asks.get(component),
            components[component]);
      }
    }
  }

  private double[] ndcg(int user, float[][] components, List<HybridWeights> points) {
    Interactions test = validation.test();
    boolean[] relevant = new boolean[validation.movies()];
    for (int entry = test.start(user); entry < test.end(user); entry++) {
      relevant[test.movie(entry)] = true;
    }
    float[] blend = new float[validation.movies()];
    TopMovies top = new TopMovies(K, ties);
    double[] values = new double[points.size()];
    for (int point = 0; point < values.length; point++) {
      blend(components, points.get(point), blend);
      top.select(user, blend);
      int[] list = top.movies();
      boolean[] hits = new boolean[list.length];
      for (int place = 0; place < list.length; place++) {
        hits[place] = relevant[list[place]];
      }
      values[point] = AccuracyMetric.NDCG.at(K, hits, test.count(user));
    }
    return values;
  }

  private static void blend(float[][] components, HybridWeights weights, float[] blend) {
    for (int movie = 0; movie < blend.length; movie++) {
      // Masked and unlisted movies are -infinity in the first component, whatever its weight.
      blend[movie] =
          components[0][movie] == Float.NEGATIVE_INFINITY
              ? Float.NEGATIVE_INFINITY
              : (float)
                  (weights.content() * components[0][movie]
                      + weights.collaborative() * components[1][movie]
                      + weights.popularity() * components[2][movie]);
    }
  }

  private static List<HybridWeights> grid() {
    List<HybridWeights> grid = new ArrayList<>();
    for (int content = 0; content <= STEPS; content++) {
      for (int collaborative = 0; collaborative <= STEPS - content; collaborative++) {
        int popularity = STEPS - content - collaborative;
        boolean isTenths = content % 2 == 0 && collaborative % 2 == 0;
        if (!isTenths && collaborative < FINE_FROM) {
          continue;
        }
        grid.add(
            new HybridWeights(
                (double) content / STEPS,
                (double) collaborative / STEPS,
                (double) popularity / STEPS));
      }
    }
    return List.copyOf(grid);
  }
}
