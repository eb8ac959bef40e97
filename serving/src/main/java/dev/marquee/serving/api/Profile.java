package dev.marquee.serving.api;

import dev.marquee.serving.events.StoredRating;
import dev.marquee.serving.snapshot.Movies;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums up ratings by genre and by stars. */
final class Profile {
  private final Movies movies;
  private final int[] ratingsOfGenre;
  private final double[] starsOfGenre;
  private final Map<Double, Integer> distribution = new TreeMap<>();
  private int ratings;
  private double stars;

  Profile(Movies movies, List<StoredRating> history) {
    this.movies = movies;
    ratingsOfGenre = new int[movies.genreNames().size()];
    starsOfGenre = new double[ratingsOfGenre.length];
    history.forEach(this::add);
  }

  private void add(StoredRating rating) {
    ratings++;
    stars += rating.stars();
    distribution.merge(Rounded.of(rating.stars()), 1, Integer::sum);
    int row = movies.rowOf(rating.movieId());
    if (row < 0) {
      return;
    }
    for (long left = movies.genreBits(row); left != 0; left &= left - 1) {
      int genre = Long.numberOfTrailingZeros(left);
      ratingsOfGenre[genre]++;
      starsOfGenre[genre] += rating.stars();
    }
  }

  double meanStars() {
    return Rounded.of(stars / ratings);
  }

  List<ProfileAnswer.GenreTaste> genres() {
    double all = all();
    List<ProfileAnswer.GenreTaste> tastes = new ArrayList<>();
    for (int genre = 0; genre < ratingsOfGenre.length; genre++) {
      if (ratingsOfGenre[genre] > 0) {
        tastes.add(
            new ProfileAnswer.GenreTaste(
                movies.genreNames().get(genre),
                ratingsOfGenre[genre],
                Rounded.of(ratingsOfGenre[genre] / all),
                Rounded.of(starsOfGenre[genre] / ratingsOfGenre[genre])));
      }
    }
    tastes.sort(
        Comparator.comparingInt(ProfileAnswer.GenreTaste::ratings)
            .reversed()
            .thenComparing(ProfileAnswer.GenreTaste::name));
    return tastes;
  }

  List<ProfileAnswer.StarCount> distribution() {
    return distribution.entrySet().stream()
        .map(entry -> new ProfileAnswer.StarCount(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Entropy of the genres' shares over that of an even spread; 0 for one genre or none. */
  double diversity() {
    double all = all();
    double entropy = 0;
    for (int count : ratingsOfGenre) {
      if (count > 0) {
        entropy -= count / all * Math.log(count / all);
      }
    }
    return ratingsOfGenre.length < 2 ? 0 : Rounded.of(entropy / Math.log(ratingsOfGenre.length));
  }

  List<String> toExplore() {
    int[] catalogue = new int[ratingsOfGenre.length];
    for (int row = 0; row < movies.size(); row++) {
      for (long left = movies.genreBits(row); left != 0; left &= left - 1) {
        catalogue[Long.numberOfTrailingZeros(left)]++;
      }
    }
    List<Integer> unrated = new ArrayList<>();
    for (int genre = 0; genre < catalogue.length; genre++) {
      if (ratingsOfGenre[genre] == 0) {
        unrated.add(genre);
      }
    }
    unrated.sort(Comparator.comparingInt(genre -> -catalogue[genre]));
    return unrated.stream().map(movies.genreNames()::get).toList();
  }

  private double all() {
    double all = 0;
    for (int count : ratingsOfGenre) {
      all += count;
    }
    return all;
  }
}
