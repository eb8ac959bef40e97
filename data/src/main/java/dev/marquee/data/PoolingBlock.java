package dev.marquee.data;

import java.io.Serializable;

/**
 * How one block of a user's vector is pooled from the history; a row of {@link Tables.NcfPooling}.
 * {@link HistoryPooling} has the formula.
 *
 * @param name what the block is of
 * @param size numbers in the block
 * @param recencyFloor weight that the oldest ratings keep, 0 to 1; 1 for no decay
 * @param recencyScale ratings after which the rest of the weight has decayed by e, above 0
 * @param ratingSlope weight that each star above the neutral rating adds, and each below it takes
 * @param neutralRating stars of weight 1
 * @param heads attention heads, at least 1; they divide the size
 * @param queries the heads' queries side by side, as long as the block; empty for no attention
 * @param shrinkage what makes numbers of short histories smaller, as long as the block, at least 0;
 *     empty for none
 * @param base the block of a user without ratings, {@code float[size]}
 */
@SuppressWarnings("ArrayRecordComponent") // Blocks are read, never compared.
public record PoolingBlock(
    String name,
    int size,
    float recencyFloor,
    float recencyScale,
    float ratingSlope,
    float neutralRating,
    int heads,
    float[] queries,
    float[] shrinkage,
    float[] base)
    implements Serializable {
  private static final double LEAST_RATING_WEIGHT = -0.5;
  private static final double MOST_RATING_WEIGHT = 2;

  /** Refuses parts that do not fit together; the message says which. */
  public PoolingBlock {
    expect(name, "size", size, size >= 0);
    expect(name, "recencyFloor", recencyFloor, recencyFloor >= 0 && recencyFloor <= 1);
    expect(name, "recencyScale", recencyScale, recencyScale > 0);
    expect(name, "ratingSlope", ratingSlope, Float.isFinite(ratingSlope));
    expect(name, "neutralRating", neutralRating, Float.isFinite(neutralRating));
    expect(name, "heads", heads, heads >= 1 && size % heads == 0);
    expect(name, "queries' length", queries.length, queries.length == 0 || queries.length == size);
    expect(
        name,
        "shrinkage's length",
        shrinkage.length,
        shrinkage.length == 0 || shrinkage.length == size);
    for (float number : shrinkage) {
      expect(name, "shrinkage", number, number >= 0 && Float.isFinite(number));
    }
    expect(name, "base's length", base.length, base.length == size);
  }

  private static void expect(String name, String what, Object found, boolean good) {
    if (!good) {
      throw new IllegalArgumentException(
          "pooling block %s has %s %s, which does not fit".formatted(name, what, found));
    }
  }

  /** A block of zeros that pools every rating alike. */
  public static PoolingBlock plain(String name, int size) {
    return new PoolingBlock(name, size, 1, 1, 0, 0, 1, new float[0], new float[0], new float[size]);
  }

  /** The same block by another name. */
  public PoolingBlock named(String other) {
    return new PoolingBlock(
        other,
        size,
        recencyFloor,
        recencyScale,
        ratingSlope,
        neutralRating,
        heads,
        queries,
        shrinkage,
        base);
  }

  /**
   * What is left of a number of the block, 0 to 1: {@code n^4 / (n^4 + shrinkage)}.
   *
   * @param place place in the block
   * @param ratings length of the history, n
   */
  public float kept(int place, int ratings) {
    if (shrinkage.length == 0 || ratings == 0) {
      return 1;
    }
    double squared = (double) ratings * ratings;
    double evidence = squared * squared;
    return (float) (evidence / (evidence + shrinkage[place]));
  }

  /**
   * The weight of a rating before attention.
   *
   * @param stars the rating
   * @param newer how many of the user's ratings are newer
   */
  public double weight(float stars, int newer) {
    double recency = recencyFloor + (1 - recencyFloor) * Math.exp(-newer / (double) recencyScale);
    double liking = 1 + ratingSlope * (stars - neutralRating);
    return recency * Math.max(LEAST_RATING_WEIGHT, Math.min(MOST_RATING_WEIGHT, liking));
  }
}
