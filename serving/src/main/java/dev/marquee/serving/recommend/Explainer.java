package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.Popularity;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** Finds the reasons for a movie in a list and says them in a sentence. */
final class Explainer {
  /** Ratings that are searched for the one a movie is most like, the newest first. */
  private static final int RATINGS_SEARCHED = 100;

  private static final int GENRES_NAMED = 3;

  /** Standard deviations above the mean from which a component is worth a reason. */
  private static final double NOTABLE = 1;

  private final Movies movies;
  private final Popularity popularity;
  private final History history;
  private final double[] genreShares;

  /** Places of the ratings that are searched. */
  private final int[] liked;

  /** Of each movie to each of those. */
  private final float[][] similarities;

  private long ratedGenres;

  /** Finds reasons for these movies. */
  Explainer(RankingModel model, History history, RatingScale ratings, int[] explained) {
    Snapshot snapshot = model.snapshot();
    movies = snapshot.movies();
    popularity = snapshot.popularity();
    ContentModel content = model.content();
    this.history = history;
    genreShares = Reranker.genreShares(history, content, movies.genreNames().size());
    liked =
        IntStream.range(Math.max(0, history.size() - RATINGS_SEARCHED), history.size())
            .filter(place -> history.stars(place) >= ratings.liked())
            .toArray();
    similarities =
        content.similarities(explained, IntStream.of(liked).map(history::movie).toArray());
    for (int place = 0; place < history.size(); place++) {
      ratedGenres |= movies.genreBits(history.movie(place));
    }
  }

  /** Why a movie, the so-manieth of those to explain, with these components is in the list. */
  Explanation explain(int place, int movie, ComponentScores components, double probability) {
    List<Reason> reasons = new ArrayList<>();
    if (components.content() > 0) {
      addBecauseYouRated(similarities[place], reasons);
    }
    addSharedGenres(movie, reasons);
    if (history.size() > 0 && components.collaborative() >= NOTABLE) {
      reasons.add(new Reason.SimilarTaste(probability));
    }
    addNewGenre(movie, reasons);
    boolean isPopular = components.popularity() >= NOTABLE;
    if ((isPopular || reasons.isEmpty()) && popularity.ratingCount(movie) > 0) {
      reasons.add(new Reason.Popular(popularity.ratingCount(movie), popularity.meanRating(movie)));
    }
    return new Explanation(reasons, sentence(reasons));
  }

  /** The liked movie that adds most to the content score, the newer of equal ones. */
  private void addBecauseYouRated(float[] toLiked, List<Reason> reasons) {
    int best = -1;
    double most = 0;
    for (int i = liked.length - 1; i >= 0; i--) {
      double share = history.weight(liked[i]) * (double) toLiked[i];
      if (share > most) {
        most = share;
        best = i;
      }
    }
    if (best >= 0) {
      int movie = history.movie(liked[best]);
      reasons.add(
          new Reason.BecauseYouRated(
              movies.id(movie), movies.title(movie), history.stars(liked[best]), toLiked[best]));
    }
  }

  private void addSharedGenres(int movie, List<Reason> reasons) {
    List<Integer> shared = new ArrayList<>();
    for (long left = movies.genreBits(movie); left != 0; left &= left - 1) {
      int genre = Long.numberOfTrailingZeros(left);
      if (genreShares[genre] > 0) {
        shared.add(genre);
      }
    }
    shared.sort((a, b) -> Double.compare(genreShares[b], genreShares[a]));
    if (!shared.isEmpty()) {
      reasons.add(
          new Reason.SharedGenres(
              shared.stream().limit(GENRES_NAMED).map(movies.genreNames()::get).toList()));
    }
  }

  private void addNewGenre(int movie, List<Reason> reasons) {
    long unseen = movies.genreBits(movie) & ~ratedGenres;
    if (history.size() > 0 && unseen != 0) {
      reasons.add(new Reason.NewGenre(movies.genreNames().get(Long.numberOfTrailingZeros(unseen))));
    }
  }

  /** At most the first three reasons as one sentence. */
  static String sentence(List<Reason> reasons) {
    if (reasons.isEmpty()) {
      return "Something you have not seen yet.";
    }
    StringJoiner parts = new StringJoiner("; ", "", ".");
    reasons.stream().limit(3).forEach(reason -> parts.add(phrase(reason)));
    String sentence = parts.toString();
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }

  private static String phrase(Reason reason) {
    if (reason instanceof Reason.BecauseYouRated rated) {
      return "because you gave " + rated.title() + " " + stars(rated.stars()) + " stars";
    }
    if (reason instanceof Reason.SharedGenres shared) {
      return "you like " + String.join(", ", shared.genres());
    }
    if (reason instanceof Reason.SimilarTaste) {
      return "people with your taste watch it";
    }
    if (reason instanceof Reason.NewGenre fresh) {
      return "it explores " + fresh.genre() + ", a genre you have not rated yet";
    }
    Reason.Popular popular = (Reason.Popular) reason;
    double stars = Math.round(10 * popular.meanStars()) / 10.0;
    return popular.ratingCount() + " viewers gave it " + stars + " stars on average";
  }

  private static String stars(double stars) {
    return stars == Math.rint(stars) ? Long.toString((long) stars) : Double.toString(stars);
  }
}
