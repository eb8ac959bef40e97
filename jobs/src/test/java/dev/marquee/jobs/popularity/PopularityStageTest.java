package dev.marquee.jobs.popularity;

import static dev.marquee.data.Tables.MOVIES;
import static dev.marquee.data.Tables.MOVIE_POPULARITY;
import static dev.marquee.data.Tables.RATINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.Popularity;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.jobs.config.ConfigLoader;
import dev.marquee.jobs.config.IngestConfig;
import dev.marquee.jobs.config.PopularityConfig;
import dev.marquee.jobs.config.PopularityConfig.Formula;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.LocalSpark;
import dev.marquee.jobs.pipeline.SparkSchemas;
import dev.marquee.jobs.pipeline.StageContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PopularityStageTest {
  private static final long DAY = 86_400;
  private static final IngestConfig STARS = new IngestConfig(0.01, 0.5, 5);

  @Test
  void threeMoviesByHand() {
    // Global mean (5 + 3 + 4) / 3 = 4; the newest rating is of day 20, the half-life 10 days.
    List<Row> ratings =
        List.of(rating(1, 10, 5f, 20 * DAY), rating(2, 10, 3f, 10 * DAY), rating(1, 20, 4f, 0));
    PopularityConfig config = new PopularityConfig(Formula.DAMPED_MEAN, 2, 4, 0.95, 10);

    List<Row> rows = compute(config, List.of(30L, 20L, 10L), ratings);

    // Movie 10: sum 8 of 2; (8 + 2*4) / 4 = 4; 1 like of 2; 1 + 0.5; (4 - 0.5) / 4.5.
    // Wilson: z = 1.959964, z^2 = 3.841459, p = 0.5; centre 0.5 + 0.960365 = 1.460365; margin
    // 1.959964 sqrt((0.25 + 0.480182) / 2) = 1.184265; (1.460365 - 1.184265) / 2.920729 = 0.094531.
    assertRow(rows.get(0), 10, 2, 4f, 4f, 0.094531, 1.5, 3.5 / 4.5);
    // Movie 20: (4 + 8) / 3 = 4; 1 of 1: 1 / (1 + 3.841459) = 0.206549; two half-lives: 0.25.
    assertRow(rows.get(1), 20, 1, 4f, 4f, 0.206549, 0.25, 3.5 / 4.5);
    // Movie 30 has no ratings.
    assertRow(rows.get(2), 30, 0, null, 4f, 0, 0, 3.5 / 4.5);
  }

  @Test
  void theScoreMayBeTheWilsonBound() {
    PopularityConfig config = new PopularityConfig(Formula.WILSON, 2, 4, 0.95, 10);

    List<Row> rows = compute(config, List.of(20L), List.of(rating(1, 20, 4f, 0)));

    assertThat(rows.get(0).getFloat(6)).isEqualTo(rows.get(0).getFloat(4)).isGreaterThan(0.2f);
  }

  @Test
  void sparkEqualsThePureFormulas() {
    Random random = new Random(7);
    int movies = 40;
    double[] sum = new double[movies];
    long[] count = new long[movies];
    long[] likes = new long[movies];
    long[] timestamps = new long[2000];
    int[] rated = new int[2000];
    List<Row> ratings = new ArrayList<>();
    double total = 0;
    long newest = 0;
    for (int i = 0; i < timestamps.length; i++) {
      // Squared, so that some movies have many ratings and the last ones none.
      int movie = (int) (movies * 0.9 * Math.pow(random.nextDouble(), 2));
      float stars = (1 + random.nextInt(10)) / 2f;
      rated[i] = movie;
      timestamps[i] = 1_500_000_000L + random.nextInt(100_000_000);
      ratings.add(rating(i, movie, stars, timestamps[i]));
      sum[movie] += stars;
      count[movie]++;
      likes[movie] += stars >= 3.5 ? 1 : 0;
      total += stars;
      newest = Math.max(newest, timestamps[i]);
    }
    double[] trend = new double[movies];
    for (int i = 0; i < timestamps.length; i++) {
      trend[rated[i]] += Popularity.trendWeight(timestamps[i], newest, 30);
    }
    PopularityConfig config = new PopularityConfig(Formula.DAMPED_MEAN, 7.5, 3.5, 0.9, 30);
    List<Long> ids = new ArrayList<>();
    for (long movie = 0; movie < movies; movie++) {
      ids.add(movie);
    }

    List<Row> rows = compute(config, ids, ratings);

    double globalMean = total / timestamps.length;
    assertThat(rows).hasSize(movies);
    for (int movie = 0; movie < movies; movie++) {
      double damped = Popularity.dampedMean(sum[movie], count[movie], 7.5, globalMean);
      assertRow(
          rows.get(movie),
          movie,
          count[movie],
          count[movie] == 0 ? null : (float) (sum[movie] / count[movie]),
          (float) damped,
          Popularity.wilsonLowerBound(likes[movie], count[movie], 1.6448536269514722),
          trend[movie],
          Popularity.scale(damped, 0.5, 5));
    }
  }

  @Test
  void ratingCountsAreScoredOnALogarithmicScale() {
    PopularityConfig config = new PopularityConfig(Formula.RATING_COUNT, 10, 4, 0.95, 90);
    List<Row> ratings =
        List.of(rating(1, 1, 5f, 1), rating(2, 1, 1f, 2), rating(3, 1, 3f, 3), rating(1, 2, 4f, 4));

    List<Row> rows = compute(config, List.of(1L, 2L, 3L), ratings);

    // Three, one and no ratings: ln 4 / ln 4, ln 2 / ln 4, 0.
    assertThat(rows).extracting(row -> row.getFloat(6)).containsExactly(1f, 0.5f, 0f);
    assertThat(Popularity.countScore(1, 3)).isCloseTo(0.5, within(1e-12));
    assertThat(Popularity.countScore(0, 0)).isZero();
  }

  @Test
  void zIsTheTwoSidedQuantile() {
    assertThat(MoviePopularityTable.quantile(0.95)).isCloseTo(1.959964, within(1e-6));
    assertThat(MoviePopularityTable.quantile(0.99)).isCloseTo(2.575829, within(1e-6));
  }

  @Test
  void theStageWritesTheTable(@TempDir Path folder) {
    StageContext context =
        new StageContext(
            LocalSpark.session(),
            ConfigLoader.load(Optional.empty(), List.of(), Map.of()),
            new SnapshotDirectory("test", new org.apache.hadoop.fs.Path(folder.toString())),
            Optional.empty(),
            Console.standard());
    context.write(MOVIES, movies(List.of(1L, 2L)));
    context.write(RATINGS, ratings(List.of(rating(1, 1, 4f, 100))));

    new PopularityStage().run(context);

    assertThat(context.read(MOVIE_POPULARITY).collectAsList())
        .extracting(row -> row.getLong(0), row -> row.getLong(1))
        .containsExactly(tuple(1L, 1L), tuple(2L, 0L));
  }

  private static List<Row> compute(PopularityConfig config, List<Long> movies, List<Row> ratings) {
    Dataset<Row> table =
        new MoviePopularityTable(config, STARS).compute(movies(movies), ratings(ratings));
    return SparkSchemas.conform(MOVIE_POPULARITY, table).collectAsList();
  }

  private static Dataset<Row> movies(List<Long> ids) {
    List<Row> rows =
        ids.stream()
            .map(id -> RowFactory.create(id, "title", null, new String[0], null, null, null))
            .toList();
    return LocalSpark.session().createDataFrame(rows, SparkSchemas.of(MOVIES));
  }

  private static Dataset<Row> ratings(List<Row> rows) {
    return LocalSpark.session().createDataFrame(rows, SparkSchemas.of(RATINGS));
  }

  private static Row rating(long user, long movie, float stars, long timestamp) {
    return RowFactory.create(user, movie, stars, timestamp);
  }

  private static void assertRow(
      Row row,
      long movie,
      long count,
      Float mean,
      float damped,
      double wilson,
      double trend,
      double score) {
    assertThat(row.getLong(0)).isEqualTo(movie);
    assertThat(row.getLong(1)).isEqualTo(count);
    assertThat(row.get(2)).isEqualTo(mean);
    assertThat(row.getFloat(3)).isCloseTo(damped, within(1e-6f));
    assertThat((double) row.getFloat(4)).isCloseTo(wilson, within(1e-6));
    assertThat((double) row.getFloat(5)).isCloseTo(trend, within(1e-5 * Math.max(1, trend)));
    assertThat((double) row.getFloat(6)).isCloseTo(score, within(1e-6));
  }
}
