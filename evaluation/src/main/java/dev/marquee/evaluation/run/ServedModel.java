package dev.marquee.evaluation.run;

import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.ranking.ParallelRows;
import dev.marquee.evaluation.ranking.RankedLists;
import dev.marquee.evaluation.ranking.Ranker;
import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.Catalogue;
import dev.marquee.evaluation.split.History;
import dev.marquee.evaluation.split.Split;
import dev.marquee.serving.recommend.CandidateScope;
import dev.marquee.serving.recommend.FullRanking;
import dev.marquee.serving.recommend.HybridWeights;
import dev.marquee.serving.recommend.RecommendationRequest;
import dev.marquee.serving.recommend.RecommendedMovie;
import dev.marquee.serving.recommend.Recommender;
import dev.marquee.serving.recommend.RecommenderConfig;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The service's recommender, asked as an application would ask it. A user of the snapshot is named
 * by id; ratings of the history that the snapshot lacks are given with the request; of everybody
 * else the whole history is given.
 *
 * <p>Lists are made by the recommender in its own order: where it has re-ranked, that order counts
 * and not its scores. Of equal scores the recommender puts the lower id first; a model that gives
 * many, as one component alone does to new movies, is therefore measured by its scores. Where only
 * some movies compete, they are the request's candidates.
 */
public final class ServedModel {
  /** A change of requests, such as other weights. */
  @FunctionalInterface
  public interface Ask extends UnaryOperator<RecommendationRequest.Builder> {}

  /** Requests as they come from an application that sets nothing. */
  public static final Ask DEFAULTS = request -> request;

  /** Every movie by content likeness alone. */
  public static final Ask CONTENT = everyMovie(HybridWeights.CONTENT_ONLY);

  /** Every movie by the NCF model alone. */
  public static final Ask NCF = everyMovie(HybridWeights.COLLABORATIVE_ONLY);

  /** Every movie by popularity alone. */
  public static final Ask POPULARITY = everyMovie(HybridWeights.POPULARITY_ONLY);

  private final Recommender recommender;
  private final Split split;
  private final Optional<Set<Long>> only;

  /** The recommender over a snapshot that was trained on this split's training ratings. */
  public ServedModel(Snapshot snapshot, RecommenderConfig config, Split split, CandidateRule rule) {
    this.recommender = new Recommender(snapshot, config);
    this.split = split;
    this.only = rule == CandidateRule.ALL ? Optional.empty() : Optional.of(ids(split, rule));
  }

  /** Every movie that may be shown, by these weights, in order of score. */
  public static Ask everyMovie(HybridWeights weights) {
    return request ->
        request.weights(weights).scope(CandidateScope.ALL).diversity(0).calibration(0);
  }

  /** The recommender. */
  public Recommender recommender() {
    return recommender;
  }

  /**
   * The ranker of the split's users that lists only so many movies, as an application does that
   * asks for so many; all others are not listed.
   */
  public Ranker lists(Ask ask, int length) {
    return (user, scores) -> {
      Arrays.fill(scores, Float.NEGATIVE_INFINITY);
      List<RecommendedMovie> list = list(user, ask, length);
      for (int place = 0; place < list.size(); place++) {
        scores[row(list.get(place).movieId())] = -place;
      }
    };
  }

  private List<RecommendedMovie> list(int user, Ask ask, int length) {
    return recommender.recommend(build(user, request -> ask.apply(request).count(length))).movies();
  }

  /** The ranker of the split's users that places every movie that may be shown. */
  public Ranker ranker(Ask ask) {
    return (user, scores) -> fillPlaces(recommender.rankAll(build(user, ask)), scores);
  }

  /** The same for people of whom nothing is known but the given history. */
  public HistoryRanker visitors(Ask ask) {
    return (history, scores) -> fillPlaces(recommender.rankAll(visitor(history, ask)), scores);
  }

  /** The ranker of the split's users by score, so that equal scores are no order. */
  public Ranker byScore(Ask ask) {
    return (user, scores) -> scores(user, ask, scores);
  }

  /** The same for people of whom nothing is known but the given history. */
  public HistoryRanker visitorsByScore(Ask ask) {
    return (history, scores) -> visitorScores(history, ask, scores);
  }

  /** The scores of a visitor with this history; movies that are not ranked get -infinity. */
  void visitorScores(History history, Ask ask, float[] scores) {
    fillScores(recommender.rankAll(visitor(history, ask)), scores);
  }

  /** The scores of a user of the split; movies that are not ranked get -infinity. */
  void scores(int user, Ask ask, float[] scores) {
    fillScores(recommender.rankAll(build(user, ask)), scores);
  }

  /** The lists that applications get, with the scores that they get. */
  public RankedLists lists(int length) {
    int[][] movies = new int[split.users()][];
    float[][] scores = new float[split.users()][];
    Catalogue catalogue = split.catalogue();
    ParallelRows.forEach(
        split.users(),
        () ->
            user -> {
              List<RecommendedMovie> list = list(user, DEFAULTS, length);
              movies[user] = new int[list.size()];
              scores[user] = new float[list.size()];
              for (int place = 0; place < list.size(); place++) {
                movies[user][place] = catalogue.row(list.get(place).movieId());
                scores[user][place] = (float) list.get(place).score();
              }
            });
    return new RankedLists(movies, scores);
  }

  private RecommendationRequest build(int user, Ask ask) {
    int trainRow = split.trainRows()[user];
    History history = split.histories().history(user);
    if (trainRow < 0) {
      return visitor(history, ask);
    }
    RecommendationRequest.Builder request = RecommendationRequest.forUser(split.userIds()[user]);
    if (history.size() > split.train().count(trainRow)) {
      Set<Integer> trained = new HashSet<>();
      for (int movie : split.train().history(trainRow).movies()) {
        trained.add(movie);
      }
      for (int i = 0; i < history.size(); i++) {
        if (!trained.contains(history.movies()[i])) {
          give(request, history, i);
        }
      }
    }
    return finish(request, ask);
  }

  private RecommendationRequest visitor(History history, Ask ask) {
    RecommendationRequest.Builder request = RecommendationRequest.forVisitor();
    for (int i = 0; i < history.size(); i++) {
      give(request, history, i);
    }
    return finish(request, ask);
  }

  private void give(RecommendationRequest.Builder request, History history, int i) {
    long movieId = split.catalogue().movie(history.movies()[i]).movieId();
    request.rating(movieId, history.ratings()[i], history.timestamps()[i]);
  }

  private RecommendationRequest finish(RecommendationRequest.Builder request, Ask ask) {
    only.ifPresent(request::only);
    return ask.apply(request).build();
  }

  /** Minus the place, so that the order of the list is the order of the scores. */
  private void fillPlaces(FullRanking ranking, float[] scores) {
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
    for (int place = 0; place < ranking.size(); place++) {
      scores[row(ranking.movieIds()[place])] = -place;
    }
  }

  private void fillScores(FullRanking ranking, float[] scores) {
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
    for (int place = 0; place < ranking.size(); place++) {
      scores[row(ranking.movieIds()[place])] = ranking.scores()[place];
    }
  }

  private int row(long movieId) {
    int row = split.catalogue().row(movieId);
    if (row < 0) {
      throw new IllegalStateException(
          "movie " + movieId + " is in the snapshot and not in the split's catalogue");
    }
    return row;
  }

  private static Set<Long> ids(Split split, CandidateRule rule) {
    boolean[] candidates = rule.candidates(split);
    Set<Long> ids = new HashSet<>();
    for (int movie = 0; movie < candidates.length; movie++) {
      if (candidates[movie]) {
        ids.add(split.catalogue().movie(movie).movieId());
      }
    }
    return ids;
  }
}
