package dev.marquee.data;

/**
 * The formulas behind {@code movie_popularity}. All are pure; NaN never comes out of sensible
 * input, that is of finite numbers in the ranges named.
 */
public final class Popularity {
  private static final double SECONDS_PER_DAY = 86_400;

  private Popularity() {}

  /**
   * The mean rating, shrunk towards the mean of all ratings: a Bayesian average, which gives every
   * movie {@code damping} ratings of average taste in advance.
   *
   * <pre>(sum + damping * globalMean) / (count + damping)</pre>
   *
   * <p>The posterior mean of a normal mean with known variances, {@code damping} being the ratio of
   * the variance within a movie to the variance between movies; as a rating formula best known from
   * IMDb's former top 250. Without ratings it is {@code globalMean}, whatever the damping.
   *
   * @param sum sum of the movie's ratings, in stars
   * @param count number of the movie's ratings, 0 or more
   * @param damping ratings given in advance, 0 or more; 0 gives the plain mean
   * @param globalMean mean of all ratings, in stars
   */
  public static double dampedMean(double sum, long count, double damping, double globalMean) {
    return count == 0 ? globalMean : (sum + damping * globalMean) / (count + damping);
  }

  /**
   * Lower bound of Wilson's score interval for the share of likes: what share of all viewers will
   * at least like the movie, given how few have been asked.
   *
   * <pre>
   * p = likes / count
   * (p + z^2 / (2 count) - z sqrt((p (1 - p) + z^2 / (4 count)) / count)) / (1 + z^2 / count)
   * </pre>
   *
   * <p>E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA
   * 22 (1927); for ranking by Evan Miller, "How Not To Sort By Average Rating" (2009).
   *
   * @param likes ratings that are likes, 0 to {@code count}
   * @param count number of ratings, 0 or more
   * @param z quantile of the standard normal distribution at 1 - (1 - confidence) / 2; 1.96 for 95
   *     %
   * @return 0 to 1; 0 without ratings
   */
  public static double wilsonLowerBound(long likes, long count, double z) {
    if (count == 0) {
      return 0;
    }
    double share = (double) likes / count;
    double square = z * z;
    double centre = share + square / (2 * count);
    double margin = z * Math.sqrt((share * (1 - share) + square / (4 * count)) / count);
    // Rounding may leave a hair below 0.
    return Math.max(0, (centre - margin) / (1 + square / count));
  }

  /**
   * What a rating counts in the trend: 1 when new, half as much after each half-life.
   *
   * <pre>0.5 ^ (age / halfLife)</pre>
   *
   * @param timestamp when the rating was given, in seconds
   * @param newest when the newest of all ratings was given, in seconds, so that the trend of an old
   *     data set is not empty; not before {@code timestamp}
   * @param halfLifeDays half-life in days, above 0
   * @return above 0 (or 0 where a double is too small) to 1
   */
  public static double trendWeight(long timestamp, long newest, double halfLifeDays) {
    return Math.pow(0.5, (newest - timestamp) / SECONDS_PER_DAY / halfLifeDays);
  }

  /**
   * How often a movie was rated on the scale 0 to 1, logarithmic as counts spread over powers of
   * ten.
   *
   * <pre>ln(1 + count) / ln(1 + most)</pre>
   *
   * @param count number of ratings of the movie, 0 to {@code most}
   * @param most number of ratings of the movie that has most
   * @return 0 without ratings
   */
  public static double countScore(long count, long most) {
    return count == 0 ? 0 : Math.log1p(count) / Math.log1p(most);
  }

  /**
   * A rating on the scale 0 to 1.
   *
   * <pre>(rating - minimum) / (maximum - minimum)</pre>
   *
   * @param rating stars
   * @param minimum smallest rating possible, which becomes 0
   * @param maximum largest rating possible, which becomes 1
   * @return 0 to 1, beyond the range the nearer end; 1 where the range is a point
   */
  public static double scale(double rating, double minimum, double maximum) {
    if (maximum <= minimum) {
      return 1;
    }
    return Math.min(1, Math.max(0, (rating - minimum) / (maximum - minimum)));
  }
}
