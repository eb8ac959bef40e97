package dev.marquee.serving.recommend;

import java.util.Arrays;

/** The steps from a request to an order of movies; for one thread. */
final class Ranking {
  private final History history;
  private final Eligibility eligibility;
  private final UserScorer scorer;
  private final CandidateScope scope;
  private final int[] candidates;
  private final int[] ranked;

  Ranking(
      RankingModel model,
      CandidateSources sources,
      RecommenderConfig config,
      RecommendationRequest request) {
    history = History.of(model.snapshot(), request, config.ratings());
    eligibility = new Eligibility(model.movies(), history, request);
    HybridWeights weights =
        request.weights().orElseGet(() -> config.weightsFor(history.size())).normalized();
    scorer = new UserScorer(model, history, weights, request);
    boolean[] proposed = new boolean[model.movies().size()];
    int count = 0;
    if (request.scope() == CandidateScope.SOURCES && request.only().isEmpty()) {
      for (CandidateSource source : CandidateSource.values()) {
        for (int movie : sources.propose(source, history, scorer.ncf(), eligibility)) {
          count += proposed[movie] ? 0 : 1;
          proposed[movie] = true;
        }
      }
    }
    boolean tooFew = count < Math.max(1, config.candidates().minimum());
    scope = tooFew ? CandidateScope.ALL : CandidateScope.SOURCES;
    candidates = tooFew ? eligibility.all() : rows(proposed, count);
    ranked = order(candidates);
  }

  private static int[] rows(boolean[] marked, int count) {
    int[] rows = new int[count];
    int next = 0;
    for (int movie = 0; movie < marked.length; movie++) {
      if (marked[movie]) {
        rows[next++] = movie;
      }
    }
    return rows;
  }

  private int[] order(int[] movies) {
    int[] order = Order.descending(scorer.scores(movies));
    for (int i = 0; i < order.length; i++) {
      order[i] = movies[order[i]];
    }
    return order;
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
    int[] all = Arrays.copyOf(ranked, eligibility.count());
    boolean[] done = new boolean[all.length == 0 ? 0 : 1 + max(eligibility.all())];
    for (int movie : ranked) {
      done[movie] = true;
    }
    int[] rest = Arrays.stream(eligibility.all()).filter(movie -> !done[movie]).toArray();
    System.arraycopy(order(rest), 0, all, ranked.length, rest.length);
    return all;
  }

  private static int max(int[] ascending) {
    return ascending[ascending.length - 1];
  }

  History history() {
    return history;
  }

  UserScorer scorer() {
    return scorer;
  }

  CandidateScope scope() {
    return scope;
  }

  int candidates() {
    return candidates.length;
  }
}
