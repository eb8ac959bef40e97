package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.Popularity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the reasons for a movie in a list and says them in a sentence. */
final class Explainer {
  private static final int GENRES_NAMED = 3;
  private static final int PHRASES = 3;

  /** Standard deviations above the mean from which a component is worth a reason. */
  private static final double NOTABLE = 1;

  private final RankingModel model;
  private final RatingScale ratings;
  private final Movies movies;
  private final Popularity popularity;
  private final History history;
  private final Optional<Taste> taste;
  private final int[] explained;

  /** Null until a movie comes that was not explained to the user before. */
  private Known known;

  /** What reasons are made of. */
  private record Known(LikedMovies liked, double[] genreShares, long ratedGenres) {}

  /** Finds reasons for these movies of a list. */
  Explainer(RankingModel model, Ranking ranking, RatingScale ratings, int[] explained) {
    this.model = model;
    this.ratings = ratings;
    this.explained = explained;
    movies = model.movies();
    popularity = model.popularity();
    history = ranking.history();
    taste = ranking.taste();
  }

  /** Why a movie, the so-manieth of those to explain, with these components is in the list. */
  Explanation explain(int place, int movie, ComponentScores components, double probability) {
    Explanation before = taste.isPresent() ? taste.get().explanations().get(movie) : null;
    if (before != null) {
      return before;
    }
    if (known == null) {
      known = known();
    }
    List<Reason> reasons = reasons(place, movie, components, probability);
    Explanation explanation = new Explanation(reasons, sentence(reasons));
    taste.ifPresent(each -> each.explain(movie, explanation));
    return explanation;
  }

  private Known known() {
    long ratedGenres = 0;
    for (int place = 0; place < history.size(); place++) {
      ratedGenres |= movies.genreBits(history.movie(place));
    }
    return new Known(
        new LikedMovies(model, history, ratings, explained),
        Reranker.genreShares(history, model.content(), movies.genreNames().size()),
        ratedGenres);
  }

  private List<Reason> reasons(
      int place, int movie, ComponentScores components, double probability) {
    List<Reason> reasons = new ArrayList<>();
    if (components.content() > 0) {
      known.liked().mostLike(place, movie).ifPresent(reasons::add);
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
    return reasons;
  }

  /** The most liked of the movie's genres. */
  private void addSharedGenres(int movie, List<Reason> reasons) {
    List<String> shared = new ArrayList<>(GENRES_NAMED);
    double[] genreShares = known.genreShares();
    long left = movies.genreBits(movie);
    while (shared.size() < GENRES_NAMED) {
      int best = -1;
      for (long bits = left; bits != 0; bits &= bits - 1) {
        int genre = Long.numberOfTrailingZeros(bits);
        if (genreShares[genre] > (best < 0 ? 0 : genreShares[best])) {
          best = genre;
        }
      }
      if (best < 0) {
        break;
      }
      shared.add(movies.genreNames().get(best));
      left &= ~(1L << best);
    }
    if (!shared.isEmpty()) {
      reasons.add(new Reason.SharedGenres(shared));
    }
  }

  private void addNewGenre(int movie, List<Reason> reasons) {
    long unseen = movies.genreBits(movie) & ~known.ratedGenres();
    if (history.size() > 0 && unseen != 0) {
      reasons.add(new Reason.NewGenre(movies.genreNames().get(Long.numberOfTrailingZeros(unseen))));
    }
  }

  /** The first reasons as one sentence. */
  static String sentence(List<Reason> reasons) {
    if (reasons.isEmpty()) {
      return "Something you have not seen yet.";
    }
    StringBuilder sentence = new StringBuilder();
    for (Reason reason : reasons.subList(0, Math.min(PHRASES, reasons.size()))) {
      addPhrase(reason, sentence.append(sentence.isEmpty() ? "" : "; "));
    }
    sentence.setCharAt(0, Character.toUpperCase(sentence.charAt(0)));
    return sentence.append('.').toString();
  }

  private static void addPhrase(Reason reason, StringBuilder sentence) {
    if (reason instanceof Reason.BecauseYouRated rated) {
      sentence.append("because you gave ").append(rated.title()).append(' ');
      sentence.append(stars(rated.stars())).append(" stars");
    } else if (reason instanceof Reason.SharedGenres shared) {
      sentence.append("you like ").append(String.join(", ", shared.genres()));
    } else if (reason instanceof Reason.SimilarTaste) {
      sentence.append("people with your taste watch it");
    } else if (reason instanceof Reason.NewGenre fresh) {
      sentence.append("it explores ").append(fresh.genre());
      sentence.append(", a genre you have not rated yet");
    } else if (reason instanceof Reason.Popular popular) {
      sentence.append(popular.ratingCount()).append(" viewers gave it ");
      sentence.append(Math.round(10 * popular.meanStars()) / 10.0).append(" stars on average");
    }
  }

  private static String stars(double stars) {
    return stars == Math.rint(stars) ? Long.toString((long) stars) : Double.toString(stars);
  }
}
