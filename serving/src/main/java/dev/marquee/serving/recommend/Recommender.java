package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Ranks movies for users and visitors from one snapshot. Immutable and safe for many threads at
 * once; equal requests get equal lists, ties are broken by ascending movie id.
 */
public final class Recommender {
  private final RankingModel model;
  private final CandidateSources sources;
  private final RecommenderConfig config;

  /** A recommender over a snapshot. */
  public Recommender(Snapshot snapshot, RecommenderConfig config) {
    this.config = Objects.requireNonNull(config, "config");
    model = new RankingModel(snapshot, config);
    RecommendationRequest nobody = RecommendationRequest.forVisitor().build();
    History none = History.of(snapshot, nobody, config.ratings());
    sources = new CandidateSources(snapshot, config, model.ncf(), model.users().of(none));
  }

  /** The snapshot that lists come from. */
  public Snapshot snapshot() {
    return model.snapshot();
  }

  /** How this recommender ranks. */
  public RecommenderConfig config() {
    return config;
  }

  /** The list that a request asks for. */
  public Recommendations recommend(RecommendationRequest request) {
    Ranking ranking = new Ranking(model, sources, config, request);
    int[] page = ranking.page(request.offset(), request.count());
    float[] scores = ranking.scorer().scores(page);
    ComponentScores[] components = ranking.scorer().components(page);
    List<RecommendedMovie> movies = new ArrayList<>(page.length);
    for (int i = 0; i < page.length; i++) {
      movies.add(
          new RecommendedMovie(
              model.movies().id(page[i]),
              request.offset() + i + 1,
              scores[i],
              components[i],
              ranking.scorer().boost(page[i]),
              Optional.empty()));
    }
    return new Recommendations(
        movies,
        model.snapshot().id(),
        ranking.history().kind(),
        ranking.history().size(),
        ranking.scorer().weights(),
        ranking.scope(),
        ranking.candidates(),
        ranking.history().ignored());
  }

  /** Every movie that the request may show, ranked by the same code as its list. */
  public FullRanking rankAll(RecommendationRequest request) {
    Ranking ranking = new Ranking(model, sources, config, request);
    int[] page = ranking.page(0, Integer.MAX_VALUE);
    long[] ids = new long[page.length];
    for (int i = 0; i < page.length; i++) {
      ids[i] = model.movies().id(page[i]);
    }
    return new FullRanking(ids, ranking.scorer().scores(page));
  }
}
