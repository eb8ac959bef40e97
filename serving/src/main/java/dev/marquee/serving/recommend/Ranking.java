package dev.marquee.serving.recommend;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/** The steps from a request to an order of movies; for one thread. */
final class Ranking {
  private final RankingModel model;
  private final History history;
  private Optional<Taste> taste;
  private final Eligibility eligibility;
  private final UserScorer scorer;
  private final CandidateScope scope;
  private final double diversity;

  /** Candidates. */
  private final ScoredMovies byScore;

  /** Their rows after re-ranking. */
  private final int[] ranked;

  Ranking(
      RankingModel model,
      CandidateSources sources,
      RecommenderConfig config,
      RecommendationRequest request) {
    this.model = model;
    taste = model.tastes().of(request);
    history =
        taste
            .map(Taste::history)
            .orElseGet(() -> History.of(model.snapshot(), request, config.ratings()));
    eligibility = new Eligibility(model.movies(), history, request);
    HybridWeights weights =
        request.weights().orElseGet(() -> config.weightsFor(history.size())).normalized();
    scorer = new UserScorer(model, history, taste, weights, request);
    boolean isUsual = isUsual(request);
    boolean isSilent = isUsual && hasUsualScores(request);
    if (isSilent && taste.isPresent()) {
      scope = CandidateScope.SOURCES;
      byScore = taste.get().byScore();
    } else {
      int[] proposed =
          isUsual && taste.isPresent() ? taste.get().candidates() : proposed(sources, request);
      boolean tooFew = proposed.length < Math.max(1, config.candidates().minimum());
      scope = tooFew ? CandidateScope.ALL : CandidateScope.SOURCES;
      int[] candidates = tooFew ? eligibility.all() : proposed;
      byScore = ScoredMovies.ordered(candidates, scorer.scores(candidates));
      if (isSilent && !tooFew && model.tastes().takes(history)) {
        taste = Optional.of(scorer.taste(byScore));
        model.tastes().put(taste.get());
      }
    }
    RerankDefaults reranking = config.reranking();
    diversity =
        request
            .diversity()
            .orElse(history.size() == 0 ? reranking.coldStartDiversity() : reranking.diversity());
    ranked = rerank(reranking, request);
  }

  /** Whether candidates are those of any other request for the user that says nothing of movies. */
  private static boolean isUsual(RecommendationRequest request) {
    return request.scope() == CandidateScope.SOURCES
        && request.only().isEmpty()
        && request.exclude().isEmpty()
        && request.filters().equals(Filters.NONE)
        && request.boosts().movies().isEmpty();
  }

  /** Whether scores are those of any other request for the user that says nothing of scores. */
  private static boolean hasUsualScores(RecommendationRequest request) {
    return request.weights().isEmpty()
        && request.exploration().strength() == 0
        && request.boosts().genres().isEmpty();
  }

  /** What the sources propose, by ascending row; nothing where they are not asked. */
  private int[] proposed(CandidateSources sources, RecommendationRequest request) {
    if (request.scope() != CandidateScope.SOURCES || request.only().isPresent()) {
      return new int[0];
    }
    BitSet proposed = new BitSet(model.movies().size());
    for (CandidateSource source : CandidateSource.values()) {
      for (int movie : sources.propose(source, history, scorer, eligibility)) {
        proposed.set(movie);
      }
    }
    // Whoever boosts a movie wants it to be looked at.
    for (var boost : request.boosts().movies().entrySet()) {
      int movie = model.movies().rowOf(boost.getKey());
      if (boost.getValue() > 0 && movie >= 0 && eligibility.allows(movie)) {
        proposed.set(movie);
      }
    }
    return proposed.stream().toArray();
  }

  private int[] rerank(RerankDefaults defaults, RecommendationRequest request) {
    double calibration = request.calibration().orElse(defaults.calibration());
    if ((diversity == 0 && calibration == 0) || defaults.depth() < 2) {
      return byScore.movies();
    }
    ContentModel content = model.content();
    int genres = model.movies().genreNames().size();
    double[] target =
        calibration > 0 ? Reranker.genreShares(history, content, genres) : new double[genres];
    int[] top =
        new Reranker(
                content,
                byScore.movies(),
                byScore.scores(),
                defaults.depth(),
                diversity,
                calibration,
                target)
            .rerank();
    int[] all = byScore.movies().clone();
    System.arraycopy(top, 0, all, 0, top.length);
    return all;
  }

  /**
   * Rows of the movies of a page. Behind the candidates come all other movies that may be shown, so
   * that pages never end early and never overlap.
   */
  int[] page(int offset, int count) {
    long end = (long) offset + count;
    int[] all = end > ranked.length ? withRest() : ranked;
    int to = (int) Math.min(end, all.length);
    return offset >= to ? new int[0] : Arrays.copyOfRange(all, offset, to);
  }

  private int[] withRest() {
    if (ranked.length == eligibility.count()) {
      return ranked;
    }
    boolean[] done = new boolean[model.movies().size()];
    for (int movie : ranked) {
      done[movie] = true;
    }
    int[] rest = Arrays.stream(eligibility.all()).filter(movie -> !done[movie]).toArray();
    int[] restByScore = ScoredMovies.ordered(rest, scorer.scores(rest)).movies();
    int[] all = Arrays.copyOf(ranked, ranked.length + rest.length);
    System.arraycopy(restByScore, 0, all, ranked.length, rest.length);
    return all;
  }

  History history() {
    return history;
  }

  /** What is kept of the user, if anything is. */
  Optional<Taste> taste() {
    return taste;
  }

  Eligibility eligibility() {
    return eligibility;
  }

  UserScorer scorer() {
    return scorer;
  }

  CandidateScope scope() {
    return scope;
  }

  /** MMR strength. */
  double diversity() {
    return diversity;
  }

  /** Candidates, the best score first; do not modify. */
  int[] byScore() {
    return byScore.movies();
  }
}
