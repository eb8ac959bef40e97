package dev.marquee.evaluation.protocol;

import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.ranking.RankedLists;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What one model got from one protocol: a value a user and figure, and the lists behind them. */
public final class UserFigures {
  private final Map<MetricKey, double[]> values;
  private final RankedLists lists;
  private final double seconds;

  /**
   * The figures of one model.
   *
   * @param values by figure, one value a user row; NaN for users who have none
   * @param lists the lists, or null where the protocol makes none
   * @param seconds that scoring and ranking all users took
   */
  public UserFigures(Map<MetricKey, double[]> values, RankedLists lists, double seconds) {
    this.values = Collections.unmodifiableMap(new TreeMap<>(values));
    this.lists = lists;
    this.seconds = seconds;
  }

  /** The figures there are, in order. */
  public Set<MetricKey> keys() {
    return values.keySet();
  }

  /** One value a user row; NaN for users who have none. */
  public double[] values(MetricKey key) {
    double[] found = values.get(key);
    if (found == null) {
      throw new IllegalArgumentException("no figure " + key + ", expected one of " + keys());
    }
    return found;
  }

  /** The mean over the users who have a value; NaN where none has. */
  public double mean(MetricKey key) {
    return Arrays.stream(values(key))
        .filter(value -> !Double.isNaN(value))
        .average()
        .orElse(Double.NaN);
  }

  /** How many users have a value; the others had nothing relevant and are left out. */
  public int users(MetricKey key) {
    return (int) Arrays.stream(values(key)).filter(value -> !Double.isNaN(value)).count();
  }

  /** The ranked lists, null where the protocol makes none. */
  public RankedLists lists() {
    return lists;
  }

  /** Seconds that scoring and ranking all users took. */
  public double seconds() {
    return seconds;
  }
}
