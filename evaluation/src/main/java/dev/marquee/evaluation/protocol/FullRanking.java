package dev.marquee.evaluation.protocol;

import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.metrics.Calibration;
import dev.marquee.evaluation.metrics.IntraListDiversity;
import dev.marquee.evaluation.metrics.ListFigure;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.metrics.Novelty;
import dev.marquee.evaluation.metrics.Relevance;
import dev.marquee.evaluation.ranking.ParallelRows;
import dev.marquee.evaluation.ranking.RankedLists;
import dev.marquee.evaluation.ranking.Ranker;
import dev.marquee.evaluation.ranking.TieOrder;
import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.Interactions;
import dev.marquee.evaluation.split.Split;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ranks every candidate for every evaluated user, the movies of the user's history masked, and
 * compares the first places with the held-out ratings. Candidates are never sampled. Movies of
 * equal score stand in a {@link TieOrder} that favours none.
 *
 * <p>Figures, each at every list length: those of {@link AccuracyMetric} for each {@link
 * Relevance}, where a user without relevant ratings has no value; novelty, diversity by genre and,
 * where vectors are given, by embedding, and calibration; and the {@link ColdWarm} figures. A
 * held-out movie that is no candidate stays relevant.
 */
public final class FullRanking {
  /** Mean self-information of the list, in bits. */
  public static final String NOVELTY = "novelty";

  /** Mean Jaccard distance of the list's genres. */
  public static final String GENRE_DIVERSITY = "diversityGenre";

  /** Mean cosine distance of the list's embeddings. */
  public static final String EMBEDDING_DIVERSITY = "diversityEmbedding";

  /** Divergence of the list's genres from the history's. */
  public static final String CALIBRATION = "calibration";

  /** Share of a user's relevant movies without training ratings that stand in the list. */
  public static final String RECALL_COLD = "recallCold";

  /** Share of a user's relevant movies with training ratings that stand in the list. */
  public static final String RECALL_WARM = "recallWarm";

  /** 1 if a relevant movie without training ratings stands in the list. */
  public static final String HIT_RATE_COLD = "hitRateCold";

  /** 1 if a relevant movie with training ratings stands in the list. */
  public static final String HIT_RATE_WARM = "hitRateWarm";

  /** Share of the list's places that movies without training ratings hold. */
  public static final String SHARE_COLD = "shareCold";

  /** Seed of the order of movies with equal scores, the same in every evaluation. */
  public static final long TIE_SEED = 42;

  /** The list lengths of the standard report. */
  public static final List<Integer> CUTOFFS = List.of(5, 10, 20);

  private final Split split;
  private final boolean[] candidates;
  private final TieOrder ties;
  private final int[] cutoffs;
  private final Map<String, ListFigure> listFigures = new LinkedHashMap<>();
  private final ColdWarm coldWarm;

  /**
   * The protocol on a split.
   *
   * @param rule which movies compete
   * @param cutoffs list lengths
   * @param embeddings one vector a movie row, null entries allowed, or null for no diversity by
   *     embedding
   */
  public FullRanking(Split split, CandidateRule rule, List<Integer> cutoffs, float[][] embeddings) {
    this.split = split;
    this.candidates = rule.candidates(split);
    this.ties = ties(split);
    this.cutoffs = cutoffs.stream().mapToInt(Integer::intValue).sorted().toArray();
    listFigures.put(NOVELTY, new Novelty(split.train()));
    listFigures.put(GENRE_DIVERSITY, IntraListDiversity.byGenre(split.catalogue()));
    if (embeddings != null) {
      listFigures.put(EMBEDDING_DIVERSITY, IntraListDiversity.byVector(embeddings));
    }
    listFigures.put(CALIBRATION, new Calibration(split.catalogue(), split.histories()));
    coldWarm = new ColdWarm(split);
  }

  /** The order of movies with equal scores for the users of a split. */
  public static TieOrder ties(Split split) {
    return new TieOrder(TIE_SEED, split.userIds(), split.movieIds());
  }

  /** The split. */
  public Split split() {
    return split;
  }

  /** By movie row, whether it competes; readers leave the array as it is. */
  public boolean[] candidates() {
    return candidates;
  }

  /** The list lengths, ascending. */
  public List<Integer> cutoffs() {
    return Arrays.stream(cutoffs).boxed().toList();
  }

  /** Ranks with a model and measures. */
  public UserFigures evaluate(Ranker ranker) {
    long start = System.nanoTime();
    int longest = cutoffs[cutoffs.length - 1];
    RankedLists lists = RankedLists.rank(ranker, split.histories(), candidates, ties, longest);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new UserFigures(measure(lists), lists, seconds);
  }

  /** All figures of given lists. */
  public Map<MetricKey, double[]> measure(RankedLists lists) {
    Map<MetricKey, double[]> values = columns();
    ParallelRows.forEach(split.users(), () -> user -> measure(user, lists, values));
    return values;
  }

  private Map<MetricKey, double[]> columns() {
    Map<MetricKey, double[]> values = new TreeMap<>();
    for (int k : cutoffs) {
      for (Relevance relevance : Relevance.values()) {
        for (AccuracyMetric metric : AccuracyMetric.values()) {
          values.put(MetricKey.of(metric, k, relevance), new double[split.users()]);
        }
      }
      for (String figure : listFigures.keySet()) {
        values.put(new MetricKey(figure, k, MetricKey.NO_RELEVANCE), new double[split.users()]);
      }
      coldWarm.keys(k).forEach(key -> values.put(key, new double[split.users()]));
    }
    return values;
  }

  private void measure(int user, RankedLists lists, Map<MetricKey, double[]> values) {
    int[] list = lists.movies(user, cutoffs[cutoffs.length - 1]);
    for (Relevance relevance : Relevance.values()) {
      boolean[] hits = hits(split.test(), user, list, relevance);
      int relevant = relevant(split.test(), user, relevance);
      for (int k : cutoffs) {
        for (AccuracyMetric metric : AccuracyMetric.values()) {
          values.get(MetricKey.of(metric, k, relevance))[user] =
              relevant == 0 ? Double.NaN : metric.at(k, hits, relevant);
        }
      }
    }
    for (int k : cutoffs) {
      int[] first = lists.movies(user, k);
      listFigures.forEach(
          (name, figure) ->
              values.get(new MetricKey(name, k, MetricKey.NO_RELEVANCE))[user] =
                  figure.of(user, first));
      coldWarm.measure(user, first, k, values);
    }
  }

  /** By place of a list, whether the user has a relevant test rating of the movie there. */
  static boolean[] hits(Interactions test, int user, int[] list, Relevance relevance) {
    boolean[] hits = new boolean[list.length];
    for (int place = 0; place < list.length; place++) {
      for (int entry = test.start(user); entry < test.end(user); entry++) {
        hits[place] |= test.movie(entry) == list[place] && relevance.includes(test.rating(entry));
      }
    }
    return hits;
  }

  /** The number of a user's relevant test ratings. */
  static int relevant(Interactions test, int user, Relevance relevance) {
    int relevant = 0;
    for (int entry = test.start(user); entry < test.end(user); entry++) {
      relevant += relevance.includes(test.rating(entry)) ? 1 : 0;
    }
    return relevant;
  }
}
