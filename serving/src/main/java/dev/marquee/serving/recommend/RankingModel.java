package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.Popularity;
import dev.marquee.serving.snapshot.Snapshot;

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

  /** Of users as the snapshot knows them, as they come; whoever computes one gets the same. */
  private final Scale[] knownScales;

  RankingModel(Snapshot snapshot, RecommenderConfig config) {
    this.snapshot = snapshot;
    content = new ContentModel(snapshot, config.similarity());
    ncf = new NcfScorer(snapshot.ncf());
    retrieval = new Retrieval(snapshot.ncf(), ncf);
    users = new PooledVectors(snapshot);
    knownScales = new Scale[snapshot.histories().userIds().size()];
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

  /** The scale of a user's collaborative scores. */
  Scale collaborativeScale(History history, NcfScorer.ForUser user) {
    if (history.kind() != UserKind.KNOWN) {
      return retrieval.scale(user);
    }
    Scale scale = knownScales[history.userRow()];
    if (scale == null) {
      scale = retrieval.scale(user);
      knownScales[history.userRow()] = scale;
    }
    return scale;
  }

  /** Rows spread evenly over the catalogue; all of a small one. */
  int[] referenceMovies() {
    return referenceMovies;
  }
}
