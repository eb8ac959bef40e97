package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.DenseVectors;
import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.Popularity;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.Map;
import java.util.Optional;

/** What is computed once for a snapshot and shared by all requests. */
final class RankingModel {
  /** Movies on which the scale of a request's content scores is measured. */
  static final int REFERENCE_MOVIES = 64;

  private final Snapshot snapshot;
  private final ContentModel content;
  private final NcfScorer ncf;
  private final Retrieval retrieval;
  private final UserVectors users;
  private final float[] popularity;
  private final int[] referenceMovies;

  /** Their embeddings, {@code float[dimension][reference movies]}. */
  private final float[][] referenceEmbeddings;

  private final Tastes tastes;

  /**
   * Computes it.
   *
   * @param keptTastes takes users' tastes, empty to keep none
   */
  RankingModel(
      Snapshot snapshot, RecommenderConfig config, Optional<Map<Integer, Taste>> keptTastes) {
    this.snapshot = snapshot;
    content = new ContentModel(snapshot, config.similarity());
    ncf = new NcfScorer(snapshot.ncf());
    retrieval = new Retrieval(snapshot.ncf(), ncf);
    users = new PooledVectors(snapshot);
    tastes = new Tastes(snapshot.histories().userIds(), keptTastes);
    int movies = snapshot.movies().size();
    popularity = new float[movies];
    for (int movie = 0; movie < movies; movie++) {
      popularity[movie] = snapshot.popularity().score(movie);
    }
    Scale scale = Scale.of(popularity);
    for (int movie = 0; movie < movies; movie++) {
      popularity[movie] = (float) scale.apply(popularity[movie]);
    }
    referenceMovies = new int[Math.min(movies, REFERENCE_MOVIES)];
    for (int i = 0; i < referenceMovies.length; i++) {
      referenceMovies[i] = (int) ((2L * i + 1) * movies / (2L * referenceMovies.length));
    }
    referenceEmbeddings = columns(snapshot.embeddings(), referenceMovies);
  }

  private static float[][] columns(DenseVectors vectors, int[] rows) {
    float[][] columns = new float[vectors.dimension()][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int column = 0; column < columns.length; column++) {
        columns[column][i] = vectors.values()[rows[i] * columns.length + column];
      }
    }
    return columns;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  Movies movies() {
    return snapshot.movies();
  }

  ContentModel content() {
    return content;
  }

  NcfScorer ncf() {
    return ncf;
  }

  Retrieval retrieval() {
    return retrieval;
  }

  UserVectors users() {
    return users;
  }

  Popularity popularity() {
    return snapshot.popularity();
  }

  /** The popularity score in standard deviations above the catalogue's mean. */
  float scaledPopularity(int movie) {
    return popularity[movie];
  }

  /** What is kept of users whose ratings have not changed. */
  Tastes tastes() {
    return tastes;
  }

  /** The scale of a user's content scores, on movies spread evenly over the catalogue. */
  Scale contentScale(ContentProfile user) {
    return Scale.of(user.scores(referenceMovies, referenceEmbeddings));
  }
}
