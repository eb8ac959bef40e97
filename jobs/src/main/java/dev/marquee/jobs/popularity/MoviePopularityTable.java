package dev.marquee.jobs.popularity;

import static dev.marquee.data.Tables.MOVIES;
import static dev.marquee.data.Tables.MOVIE_POPULARITY;
import static dev.marquee.data.Tables.RATINGS;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log1p;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.marquee.jobs.config.IngestConfig;
import dev.marquee.jobs.config.PopularityConfig;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * The formulas of {@link dev.marquee.data.Popularity} as Spark expressions, so that Spark
 * aggregates before it shuffles; a test holds the two together.
 */
final class MoviePopularityTable {
  private static final double SECONDS_PER_DAY = 86_400;
  private static final String SUM = "ratingSum";
  private static final String LIKES = "likes";

  private final PopularityConfig config;
  private final IngestConfig range;

  MoviePopularityTable(PopularityConfig config, IngestConfig range) {
    this.config = config;
    this.range = range;
  }

  /**
   * One row for every movie of the catalogue, by movie id.
   *
   * @param movies at least the movie ids
   * @param ratings at least one
   */
  Dataset<Row> compute(Dataset<Row> movies, Dataset<Row> ratings) {
    Row overall = ratings.agg(avg(RATINGS.rating), max(RATINGS.timestamp)).first();
    double globalMean = overall.getDouble(0);
    long newest = overall.getLong(1);
    long most = ratings.groupBy(RATINGS.movieId).count().agg(max("count")).first().getLong(0);
    return movies
        .select(MOVIES.movieId)
        .join(byMovie(ratings, newest), new String[] {MOVIES.movieId}, "left")
        .select(
            col(MOVIES.movieId).as(MOVIE_POPULARITY.movieId),
            orZero(MOVIE_POPULARITY.ratingCount).as(MOVIE_POPULARITY.ratingCount),
            asFloat(
                col(SUM).divide(col(MOVIE_POPULARITY.ratingCount)), MOVIE_POPULARITY.meanRating),
            asFloat(dampedMean(globalMean), MOVIE_POPULARITY.dampedMean),
            asFloat(wilsonLowerBound(), MOVIE_POPULARITY.wilsonLowerBound),
            asFloat(orZero(MOVIE_POPULARITY.trend), MOVIE_POPULARITY.trend),
            asFloat(score(globalMean, most), MOVIE_POPULARITY.score))
        .orderBy(MOVIE_POPULARITY.movieId);
  }

  /** The z of a two-sided interval of this confidence. */
  static double quantile(double confidence) {
    return new NormalDistribution().inverseCumulativeProbability(1 - (1 - confidence) / 2);
  }

  private Dataset<Row> byMovie(Dataset<Row> ratings, long newest) {
    Column halfLives =
        lit(newest)
            .minus(col(RATINGS.timestamp))
            .divide(lit(SECONDS_PER_DAY))
            .divide(lit(config.trendHalfLifeDays()));
    Column liked = col(RATINGS.rating).geq(lit(config.likeThreshold()));
    return ratings
        .groupBy(col(RATINGS.movieId).as(MOVIES.movieId))
        .agg(
            count(lit(1)).as(MOVIE_POPULARITY.ratingCount),
            sum(RATINGS.rating).as(SUM),
            count(when(liked, lit(1))).as(LIKES),
            sum(pow(lit(0.5), halfLives)).as(MOVIE_POPULARITY.trend));
  }

  private Column dampedMean(double globalMean) {
    Column shrunk =
        col(SUM)
            .plus(lit(config.damping() * globalMean))
            .divide(col(MOVIE_POPULARITY.ratingCount).plus(lit(config.damping())));
    return coalesce(shrunk, lit(globalMean));
  }

  private Column wilsonLowerBound() {
    double z = quantile(config.confidence());
    Column number = col(MOVIE_POPULARITY.ratingCount);
    Column square = lit(z * z);
    Column share = col(LIKES).divide(number);
    Column centre = share.plus(square.divide(number.multiply(2)));
    Column variance =
        share.multiply(lit(1).minus(share)).plus(square.divide(number.multiply(4))).divide(number);
    Column bound =
        centre.minus(lit(z).multiply(sqrt(variance))).divide(lit(1).plus(square.divide(number)));
    return coalesce(greatest(bound, lit(0.0)), lit(0.0));
  }

  private Column score(double globalMean, long most) {
    return switch (config.formula()) {
      case RATING_COUNT ->
          log1p(orZero(MOVIE_POPULARITY.ratingCount)).divide(lit(Math.log1p(most)));
      case WILSON -> wilsonLowerBound();
      case DAMPED_MEAN -> scaled(dampedMean(globalMean));
    };
  }

  private Column scaled(Column stars) {
    if (range.maxRating() <= range.minRating()) {
      return lit(1.0);
    }
    Column share =
        stars.minus(lit(range.minRating())).divide(lit(range.maxRating() - range.minRating()));
    return least(lit(1.0), greatest(lit(0.0), share));
  }

  private static Column orZero(String column) {
    return coalesce(col(column), lit(0L));
  }

  private static Column asFloat(Column value, String name) {
    return value.cast(DataTypes.FloatType).as(name);
  }
}
