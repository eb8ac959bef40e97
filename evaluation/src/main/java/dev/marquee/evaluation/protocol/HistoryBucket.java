package dev.marquee.evaluation.protocol;

import dev.marquee.evaluation.split.Split;
import java.util.Arrays;

/** Evaluated users by the number of ratings known when their list is asked for. */
public enum HistoryBucket {
  /** No rating: a visitor. */
  NONE("0", 0, 0),
  /** One to four ratings. */
  FEW("1-4", 1, 4),
  /** Five to nine ratings. */
  SOME("5-9", 5, 9),
  /** Ten to nineteen ratings. */
  MANY("10-19", 10, 19),
  /** Twenty ratings or more. */
  FULL("20+", 20, Integer.MAX_VALUE);

  private final String word;
  private final int least;
  private final int most;

  HistoryBucket(String word, int least, int most) {
    this.word = word;
    this.least = least;
    this.most = most;
  }

  /** The bucket of a user with so many known ratings. */
  public static HistoryBucket of(int ratings) {
    return Arrays.stream(values())
        .filter(bucket -> ratings >= bucket.least && ratings <= bucket.most)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(ratings + " ratings"));
  }

  /** The name in files and tables, such as {@code 5-9}. */
  public String word() {
    return word;
  }

  /** The values of this bucket's users; NaN for all others. */
  public double[] only(Split split, double[] values) {
    double[] chosen = values.clone();
    for (int user = 0; user < chosen.length; user++) {
      if (of(split.histories().count(user)) != this) {
        chosen[user] = Double.NaN;
      }
    }
    return chosen;
  }
}
