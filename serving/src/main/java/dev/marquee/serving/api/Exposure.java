package dev.marquee.serving.api;

import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.RankedLists;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Counts in how many of the nightly lists each movie is. Costs users times places once, and the
 * sorting of the catalogue.
 */
final class Exposure {
  /** Places of a list that somebody is likely to see. */
  static final int LIST_LENGTH = 10;

  private static final int DECILES = 10;

  private final Snapshot snapshot;
  private final int[] lists;
  private final List<Integer> mostRatedFirst;

  private Exposure(Snapshot snapshot, int[] lists) {
    this.snapshot = snapshot;
    this.lists = lists;
    mostRatedFirst =
        IntStream.range(0, lists.length)
            .boxed()
            .sorted(Comparator.comparingLong(row -> -snapshot.popularity().ratingCount(row)))
            .toList();
  }

  /** The exposure of a snapshot's movies. */
  static Exposure of(Snapshot snapshot) {
    RankedLists nightly = snapshot.nightly().lists();
    int[] lists = new int[snapshot.movies().size()];
    for (int user = 0; user < nightly.rows(); user++) {
      int end = Math.min(nightly.to(user), nightly.from(user) + LIST_LENGTH);
      for (int place = nightly.from(user); place < end; place++) {
        lists[nightly.movie(place)]++;
      }
    }
    return new Exposure(snapshot, lists);
  }

  /**
   * All of it as clients see it.
   *
   * @param count how many movies of each kind are shown
   */
  ExposureAnswer answer(String requestId, SnapshotAnswer head, int count) {
    List<Integer> never = mostRatedFirst.stream().filter(row -> lists[row] == 0).toList();
    List<Integer> noRatings = where(never, this::hasNoRatings);
    List<Integer> noText = where(never, row -> !hasNoRatings(row) && hasNoText(row));
    List<Integer> outranked = where(never, row -> !hasNoRatings(row) && !hasNoText(row));
    return new ExposureAnswer(
        requestId,
        head,
        snapshot.nightly().userIds().size(),
        LIST_LENGTH,
        lists.length,
        lists.length - never.size(),
        Rounded.of(gini()),
        new ExposureAnswer.NeverRecommended(
            never.size(), noRatings.size(), noText.size(), outranked.size()),
        new ExposureAnswer.Examples(
            movies(noRatings, count), movies(noText, count), movies(outranked, count)),
        IntStream.range(0, lists.length)
            .boxed()
            .sorted(Comparator.comparingInt(row -> -lists[row]))
            .limit(count)
            .filter(row -> lists[row] > 0)
            .map(row -> new ExposureAnswer.Listed(MovieAnswer.of(snapshot, row), lists[row]))
            .toList(),
        deciles());
  }

  private static List<Integer> where(List<Integer> rows, IntPredicate holds) {
    return rows.stream().filter(holds::test).toList();
  }

  private List<MovieAnswer> movies(List<Integer> rows, int count) {
    return rows.stream().limit(count).map(row -> MovieAnswer.of(snapshot, row)).toList();
  }

  private boolean hasNoRatings(int row) {
    return snapshot.popularity().ratingCount(row) == 0;
  }

  private boolean hasNoText(int row) {
    Movies movies = snapshot.movies();
    return movies.overview(row).isEmpty() && !movies.isTagged(row);
  }

  private double gini() {
    int[] ascending = lists.clone();
    Arrays.sort(ascending);
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < ascending.length; i++) {
      sum += ascending[i];
      weighted += (2.0 * (i + 1) - ascending.length - 1) * ascending[i];
    }
    return sum == 0 ? 0 : weighted / (ascending.length * sum);
  }

  private List<ExposureAnswer.Decile> deciles() {
    double allRatings = 0;
    double allPlaces = 0;
    for (int row = 0; row < lists.length; row++) {
      allRatings += snapshot.popularity().ratingCount(row);
      allPlaces += lists[row];
    }
    List<ExposureAnswer.Decile> deciles = new ArrayList<>();
    for (int decile = 0; decile < DECILES; decile++) {
      int from = (int) ((long) decile * lists.length / DECILES);
      int to = (int) ((long) (decile + 1) * lists.length / DECILES);
      long ratings = 0;
      long places = 0;
      for (int row : mostRatedFirst.subList(from, to)) {
        ratings += snapshot.popularity().ratingCount(row);
        places += lists[row];
      }
      deciles.add(
          new ExposureAnswer.Decile(
              decile + 1,
              to - from,
              Rounded.of(allRatings == 0 ? 0 : ratings / allRatings),
              Rounded.of(allPlaces == 0 ? 0 : places / allPlaces)));
    }
    return deciles;
  }
}
