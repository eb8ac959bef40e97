package dev.marquee.serving.recommend;

import dev.marquee.data.UserError;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ranks movies for users and visitors from one snapshot. Immutable and safe for many threads at
 * once; equal requests get equal lists, ties are broken by ascending movie id.
 *
 * <p>Steps: the user's ratings as they are now; which movies may be shown (not rated, not excluded,
 * passing every filter); candidates among them; scores; re-ranking; reasons.
 *
 * <p>A score is the weighted mean of three components plus the request's boosts and noise:
 *
 * <pre>   score = w_content z_content + w_collaborative z_collaborative + w_popularity z_popularity
 * </pre>
 *
 * <p>The common scale: each component is a z-score, {@code (raw - mean) / deviation}, that is
 * standard deviations above what the same user would get from a movie of the catalogue picked
 * blindly. For popularity mean and deviation are those of the whole catalogue. For the
 * collaborative component (the NCF's logit) they are those of the user's retrieval scores over the
 * whole catalogue, in closed form ({@link ScoreSpread}): linear scores have heavy right tails, of
 * which a few movies would give a chance picture. For content (the signed, genre-boosted mean
 * similarity to the rated movies), which has no such tails, they are the user's on {@value
 * RankingModel#REFERENCE_MOVIES} movies spread evenly over the catalogue, the same for all
 * requests. So a movie's score depends neither on filters nor on which other movies are candidates,
 * and full rankings agree with short ones. A component that is the same for all movies, such as
 * content for a user without ratings, is 0 and leaves the order to the others.
 *
 * <p>Memory beside the snapshot: {@code 4 (hiddenUnits[0] + factors) + 30} bytes a movie.
 */
public final class Recommender {
  private final RankingModel model;
  private final CandidateSources sources;
  private final RecommenderConfig config;
  private final boolean hasFittedWeights;

  /** A recommender over a snapshot, which keeps nothing of those who ask. */
  public Recommender(Snapshot snapshot, RecommenderConfig config) {
    this(snapshot, config, Optional.empty());
  }

  /**
   * A recommender that keeps what it computed of the snapshot's users for their next requests.
   * Lists are the same.
   *
   * @param tastes takes it by the user's row in the snapshot, for many threads; may lose any entry
   *     at any time; empty to keep nothing
   */
  public Recommender(
      Snapshot snapshot, RecommenderConfig config, Optional<Map<Integer, Taste>> tastes) {
    hasFittedWeights = config.takesFitted(snapshot);
    this.config = config.inForce(snapshot);
    model = new RankingModel(snapshot, this.config, tastes);
    sources = new CandidateSources(model, this.config);
  }

  /** The snapshot that lists come from. */
  public Snapshot snapshot() {
    return model.snapshot();
  }

  /** How this recommender ranks; the weights are those in force. */
  public RecommenderConfig config() {
    return config;
  }

  /** Whether the weights in force are those that were fitted for the snapshot. */
  public boolean hasFittedWeights() {
    return hasFittedWeights;
  }

  /** Users of whom is kept what lists are made from. */
  public int tastesKept() {
    return model.tastes().count();
  }

  /** The list that a request asks for. */
  public Recommendations recommend(RecommendationRequest request) {
    Ranking ranking = new Ranking(model, sources, config, request);
    UserScorer scorer = ranking.scorer();
    int[] page = ranking.page(request.offset(), request.count());
    float[] scores = scorer.scores(page);
    ComponentScores[] components = scorer.components(page);
    Explainer explainer =
        request.explain() ? new Explainer(model, ranking, config.ratings(), page) : null;
    List<RecommendedMovie> movies = new ArrayList<>(page.length);
    for (int i = 0; i < page.length; i++) {
      movies.add(
          new RecommendedMovie(
              model.movies().id(page[i]),
              request.offset() + i + 1,
              scores[i],
              components[i],
              scorer.boost(page[i]),
              explainer == null
                  ? Optional.empty()
                  : Optional.of(
                      explainer.explain(i, page[i], components[i], scorer.probability(page[i])))));
    }
    return new Recommendations(
        movies,
        model.snapshot().id(),
        ranking.history().kind(),
        ranking.history().size(),
        config.bucketFor(ranking.history().size()),
        scorer.weights(),
        ranking.diversity(),
        ranking.scope(),
        ranking.byScore().length,
        ranking.history().ignored());
  }

  /**
   * Every movie that the request may show, ranked by the same code as its list; with {@link
   * CandidateScope#SOURCES} the candidates come first. Count and offset of the request do not
   * matter.
   */
  public FullRanking rankAll(RecommendationRequest request) {
    Ranking ranking = new Ranking(model, sources, config, request);
    int[] page = ranking.page(0, Integer.MAX_VALUE);
    long[] ids = new long[page.length];
    for (int i = 0; i < page.length; i++) {
      ids[i] = model.movies().id(page[i]);
    }
    return new FullRanking(ids, ranking.scorer().scores(page));
  }

  /**
   * What became of a movie in the answer to a request, and why.
   *
   * @throws UserError if the catalogue has no such movie
   */
  public Trace trace(RecommendationRequest request, long movieId) {
    int movie = model.movies().rowOf(movieId);
    if (movie < 0) {
      throw new UserError(
          "movieId %d is not in snapshot %s, expected a movie of its catalogue"
              .formatted(movieId, model.snapshot().id()));
    }
    Ranking ranking = new Ranking(model, sources, config, request);
    return new Tracer(model, sources, request, ranking).trace(movie);
  }
}
