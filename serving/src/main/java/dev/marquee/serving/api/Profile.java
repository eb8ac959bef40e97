package dev.marquee.serving.api;

import dev.marquee.serving.events.StoredRating;
import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Sums up ratings by genre and by stars. */
final class Profile {
  private final Snapshot snapshot;
  private final Movies movies;
  private final boolean[] isRated;
  private final List<Long> unknown = new ArrayList<>();
  private final int[] ratingsOfGenre;
  private final double[] starsOfGenre;
  private final Map<Double, Integer> distribution = new TreeMap<>();
  private int ratings;
  private double stars;

  Profile(Snapshot snapshot, List<StoredRating> history) {
    this.snapshot = snapshot;
    movies = snapshot.movies();
    isRated = new boolean[movies.size()];
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
      unknown.add(rating.movieId());
      return;
    }
    isRated[row] = true;
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
    int[] catalogue = catalogue();
    double allOfCatalogue = IntStream.of(catalogue).sum();
    List<ProfileAnswer.GenreTaste> tastes = new ArrayList<>();
    for (int genre = 0; genre < ratingsOfGenre.length; genre++) {
      if (ratingsOfGenre[genre] > 0) {
        tastes.add(
            new ProfileAnswer.GenreTaste(
                movies.genreNames().get(genre),
                ratingsOfGenre[genre],
                Rounded.of(ratingsOfGenre[genre] / all),
                Rounded.of(starsOfGenre[genre] / ratingsOfGenre[genre]),
                Rounded.of(catalogue[genre] / allOfCatalogue),
                Rounded.of((double) ratingsOfGenre[genre] / catalogue[genre])));
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

  /** Genres of which nothing is rated, those with most movies first. */
  List<ProfileAnswer.GenreToExplore> toExplore() {
    int[] catalogue = catalogue();
    return IntStream.range(0, catalogue.length)
        .filter(genre -> ratingsOfGenre[genre] == 0)
        .boxed()
        .sorted(Comparator.comparingInt(genre -> -catalogue[genre]))
        .map(
            genre ->
                new ProfileAnswer.GenreToExplore(
                    movies.genreNames().get(genre), catalogue[genre], mostPopular(genre)))
        .toList();
  }

  /** Rated movies that the catalogue does not have. */
  List<Long> unknown() {
    return List.copyOf(unknown);
  }

  private Optional<MovieAnswer> mostPopular(int genre) {
    int best = -1;
    for (int row = 0; row < movies.size(); row++) {
      boolean hasGenre = (movies.genreBits(row) & 1L << genre) != 0;
      if (hasGenre
          && !isRated[row]
          && (best < 0 || snapshot.popularity().score(row) > snapshot.popularity().score(best))) {
        best = row;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(MovieAnswer.of(snapshot, best));
  }

  /** How many movies of the catalogue have each genre. */
  private int[] catalogue() {
    int[] catalogue = new int[ratingsOfGenre.length];
    for (int row = 0; row < movies.size(); row++) {
      for (long left = movies.genreBits(row); left != 0; left &= left - 1) {
        catalogue[Long.numberOfTrailingZeros(left)]++;
      }
    }
    return catalogue;
  }

  private double all() {
    double all = 0;
    for (int count : ratingsOfGenre) {
      all += count;
    }
    return all;
  }
}
