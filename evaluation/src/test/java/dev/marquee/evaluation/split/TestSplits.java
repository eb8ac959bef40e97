package dev.marquee.evaluation.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Small splits written down in tests. */
public final class TestSplits {
  private TestSplits() {}

  /** A catalogue of movies 1, 2, ... with these genres each. */
  public static Catalogue catalogue(List<List<String>> genres) {
    List<Catalogue.Movie> movies = new ArrayList<>();
    for (List<String> ofMovie : genres) {
      long id = movies.size() + 1L;
      movies.add(new Catalogue.Movie(id, "Film " + id, null, ofMovie, null, Map.of()));
    }
    return new Catalogue(movies);
  }

  /** A catalogue of movies without genres. */
  public static Catalogue catalogue(int movies) {
    return catalogue(IntStream.range(0, movies).mapToObj(i -> List.<String>of()).toList());
  }

  /** Ratings of 5 stars: by user row the movie rows, oldest first. */
  public static Interactions interactions(int movies, int[]... moviesOfUser) {
    InteractionsBuilder builder = new InteractionsBuilder();
    for (int user = 0; user < moviesOfUser.length; user++) {
      for (int i = 0; i < moviesOfUser[user].length; i++) {
        builder.add(user, moviesOfUser[user][i], 5, i);
      }
    }
    return builder.build(moviesOfUser.length, movies);
  }

  /** A split whose users are all trained on. */
  public static Split split(Catalogue catalogue, Interactions train, Interactions test) {
    long[] ids = LongStream.rangeClosed(1, train.users()).toArray();
    return new Split(
        "test",
        catalogue,
        ids,
        train,
        ids,
        IntStream.range(0, ids.length).toArray(),
        train,
        test,
        List.of());
  }
}
