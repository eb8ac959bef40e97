package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.RankedLists;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Scores movies for one request; for one thread. See {@link Recommender} for the formula. */
final class UserScorer {
  /** Above this, a probability in a float says too little about its logit. */
  private static final double MOST_EXACT = 0.999;

  private final RankingModel model;
  private final History history;
  private final MovieScores content;
  private final MovieScores logits;

  /** Null until something has to be computed with them. */
  private ContentProfile profile;

  private NcfScorer.ForUser ncf;

  private final HybridWeights weights;
  private final Scale contentScale;
  private final Scale collaborativeScale;
  private final Exploration exploration;
  private final double[] genreBoosts;
  private final Map<Long, Double> movieBoosts;

  /**
   * Scores for a request.
   *
   * @param kept the user's taste where it is known
   */
  UserScorer(
      RankingModel model,
      History history,
      Optional<Taste> kept,
      HybridWeights weights,
      RecommendationRequest request) {
    this.model = model;
    this.history = history;
    this.weights = weights;
    if (kept.isPresent()) {
      content = new MovieScores(this::contents, kept.get().contents());
      logits = new MovieScores(this::computeLogits, kept.get().logits());
      contentScale = kept.get().contentScale();
      collaborativeScale = kept.get().collaborativeScale();
    } else {
      content = new MovieScores(this::contents);
      logits = new MovieScores(this::computeLogits);
      if (history.kind() == UserKind.KNOWN) {
        takeNightlyScores(model.snapshot());
      }
      contentScale = model.contentScale(profile());
      collaborativeScale = model.retrieval().scale(ncf());
    }
    exploration = request.exploration();
    genreBoosts = genreBoosts(model.movies(), request.boosts());
    movieBoosts = request.boosts().movies();
  }

  /** The nightly list of a user without new ratings holds the same model's probabilities. */
  private void takeNightlyScores(Snapshot snapshot) {
    long userId = snapshot.histories().userIds().at(history.userRow());
    int row = snapshot.nightly().userIds().rowOf(userId);
    if (row < 0) {
      return;
    }
    RankedLists lists = snapshot.nightly().lists();
    for (int place = lists.from(row); place < lists.to(row); place++) {
      double probability = lists.score(place);
      if (probability > 0 && probability < MOST_EXACT) {
        logits.put(lists.movie(place), (float) Math.log(probability / (1 - probability)));
      }
    }
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

  private float[] contents(int[] movies) {
    return profile().scores(movies);
  }

  private ContentProfile profile() {
    if (profile == null) {
      profile = model.content().profile(history);
    }
    return profile;
  }

  private float[] computeLogits(int[] movies) {
    return ncf().logits(movies);
  }

  /** The NCF's logits of movies, computed once. */
  float[] logits(int[] movies) {
    return logits.of(movies);
  }

  /** The model's view of this user. */
  NcfScorer.ForUser ncf() {
    if (ncf == null) {
      ncf = model.ncf().forUser(model.users().of(history));
    }
    return ncf;
  }

  /** What this scorer knows of a user whose candidates, usually scored, these are. */
  Taste taste(ScoredMovies byScore) {
    // What lists show of the first movies is asked for even if it does not count.
    int[] first =
        Arrays.copyOf(byScore.movies(), Math.min(Taste.MOST_EXPLANATIONS, byScore.movies().length));
    content.of(first);
    logits.of(first);
    return new Taste(
        history, contentScale, collaborativeScale, content.known(), logits.known(), byScore);
  }

  /** How the components count; they sum to 1. */
  HybridWeights weights() {
    return weights;
  }

  /** The components of a movie's score before they are scaled. */
  RawScores raw(int movie) {
    return new RawScores(content.of(movie), probability(movie), model.popularity().score(movie));
  }

  /** The NCF's probability that the user likes the movie. */
  double probability(int movie) {
    return 1 / (1 + Math.exp(-logits.of(movie)));
  }

  /** The components of the movies' scores. */
  ComponentScores[] components(int[] movies) {
    float[] contents = content.of(movies);
    float[] collaborative = logits.of(movies);
    ComponentScores[] components = new ComponentScores[movies.length];
    for (int i = 0; i < movies.length; i++) {
      components[i] =
          new ComponentScores(
              contentScale.apply(contents[i]),
              collaborativeScale.apply(collaborative[i]),
              model.scaledPopularity(movies[i]));
    }
    return components;
  }

  /** The scores of movies; components without weight are not computed. */
  float[] scores(int[] movies) {
    float[] scores = new float[movies.length];
    float[] contents = weights.content() > 0 ? content.of(movies) : scores;
    float[] collaborative = weights.collaborative() > 0 ? logits.of(movies) : scores;
    for (int i = 0; i < movies.length; i++) {
      int movie = movies[i];
      double score = boost(movie);
      if (weights.content() > 0) {
        score += weights.content() * contentScale.apply(contents[i]);
      }
      if (weights.collaborative() > 0) {
        score += weights.collaborative() * collaborativeScale.apply(collaborative[i]);
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
