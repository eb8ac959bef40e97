package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.Movies;
import java.util.Map;

/** Scores movies for one request; for one thread. See {@link Recommender} for the formula. */
final class UserScorer {
  private final RankingModel model;
  private final ContentModel.Profile profile;
  private final NcfScorer.ForUser ncf;
  private final HybridWeights weights;
  private final Scale contentScale;
  private final Scale collaborativeScale;
  private final Exploration exploration;
  private final double[] genreBoosts;
  private final Map<Long, Double> movieBoosts;

  UserScorer(
      RankingModel model, History history, HybridWeights weights, RecommendationRequest request) {
    this.model = model;
    this.weights = weights;
    profile = model.content().profile(history);
    ncf = model.ncf().forUser(model.users().of(history));
    int[] reference = model.referenceMovies();
    float[] raw = new float[reference.length];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = profile.score(reference[i]);
    }
    contentScale = Scale.of(raw);
    collaborativeScale = Scale.of(ncf.logits(reference));
    exploration = request.exploration();
    genreBoosts = genreBoosts(model.movies(), request.boosts());
    movieBoosts = request.boosts().movies();
  }

  private static double[] genreBoosts(Movies movies, Boosts boosts) {
    double[] byGenre = new double[boosts.genres().isEmpty() ? 0 : movies.genreNames().size()];
    boosts
        .genres()
        .forEach(
            (name, boost) -> {
              long bit = movies.genreBit(name);
              if (bit != 0) {
                byGenre[Long.numberOfTrailingZeros(bit)] += boost;
              }
            });
    return byGenre;
  }

  /** The model's view of this user. */
  NcfScorer.ForUser ncf() {
    return ncf;
  }

  /** How the components count; they sum to 1. */
  HybridWeights weights() {
    return weights;
  }

  /** The components of a movie's score before they are scaled. */
  RawScores raw(int movie) {
    return new RawScores(
        profile.score(movie),
        1 / (1 + Math.exp(-ncf.logits(new int[] {movie})[0])),
        model.popularity().score(movie));
  }

  /** The NCF's probability behind a scaled component. */
  double probability(ComponentScores components) {
    double logit =
        components.collaborative() * collaborativeScale.deviation() + collaborativeScale.mean();
    return 1 / (1 + Math.exp(-logit));
  }

  /** The components of the movies' scores. */
  ComponentScores[] components(int[] movies) {
    float[] logits = ncf.logits(movies);
    ComponentScores[] components = new ComponentScores[movies.length];
    for (int i = 0; i < movies.length; i++) {
      components[i] =
          new ComponentScores(
              contentScale.apply(profile.score(movies[i])),
              collaborativeScale.apply(logits[i]),
              model.scaledPopularity(movies[i]));
    }
    return components;
  }

  /** The scores of movies; components without weight are not computed. */
  float[] scores(int[] movies) {
    float[] scores = new float[movies.length];
    float[] logits = weights.collaborative() > 0 ? ncf.logits(movies) : null;
    for (int i = 0; i < movies.length; i++) {
      int movie = movies[i];
      double score = boost(movie);
      if (weights.content() > 0) {
        score += weights.content() * contentScale.apply(profile.score(movie));
      }
      if (logits != null) {
        score += weights.collaborative() * collaborativeScale.apply(logits[i]);
      }
      if (weights.popularity() > 0) {
        score += weights.popularity() * model.scaledPopularity(movie);
      }
      if (exploration.strength() > 0) {
        score += exploration.noise(model.movies().id(movie));
      }
      scores[i] = (float) score;
    }
    return scores;
  }

  /** The sum of a movie's boosts. */
  double boost(int movie) {
    double boost = 0;
    if (genreBoosts.length > 0) {
      for (long left = model.movies().genreBits(movie); left != 0; left &= left - 1) {
        boost += genreBoosts[Long.numberOfTrailingZeros(left)];
      }
    }
    if (!movieBoosts.isEmpty()) {
      boost += movieBoosts.getOrDefault(model.movies().id(movie), 0.0);
    }
    return boost;
  }
}
