package dev.marquee.serving.recommend;

import dev.marquee.data.FittedWeights;
import dev.marquee.data.HistoryPooling;
import dev.marquee.data.PoolingBlock;
import dev.marquee.serving.snapshot.DenseVectors;
import dev.marquee.serving.snapshot.Ids;
import dev.marquee.serving.snapshot.Movies;
import dev.marquee.serving.snapshot.NcfFactors;
import dev.marquee.serving.snapshot.NcfLayer;
import dev.marquee.serving.snapshot.Popularity;
import dev.marquee.serving.snapshot.RankedLists;
import dev.marquee.serving.snapshot.Snapshot;
import dev.marquee.serving.snapshot.SparseVectors;
import dev.marquee.serving.snapshot.UserHistories;
import dev.marquee.serving.snapshot.UserLists;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Movies 10 (Drama), 20 (Drama, War), 30 (Comedy) and 40 (no genre), small enough to work by hand.
 * User 7 rated 10 with 5 and then 20 with 4 stars, user 9 rated 30 with 1 star.
 */
final class FourMovies {
  /** No fading of old ratings, so that weights are plain. */
  static final RatingScale PLAIN = new RatingScale(2.5, 3.5, 5, 0, 20);

  static final RecommenderConfig CONFIG = RecommenderConfig.DEFAULT.withRatings(PLAIN);

  private FourMovies() {}

  static Snapshot snapshot() {
    return snapshot(Optional.empty());
  }

  static Snapshot snapshot(Optional<FittedWeights> fittedWeights) {
    Ids users = new Ids(new long[] {7, 9});
    return new Snapshot(
        "four",
        new Movies(
            new Ids(new long[] {10, 20, 30, 40}),
            new String[] {"Ten", "Twenty", "Thirty", "Forty"},
            new int[] {1990, 2000, 2010, Integer.MIN_VALUE},
            new long[] {0b010, 0b110, 0b001, 0},
            new String[4],
            new BitSet(),
            List.of("Comedy", "Drama", "War")),
        new DenseVectors(new float[] {1, 0, 0.6f, 0.8f, 0, 1, -0.8f, 0.6f}, 4, 2),
        new SparseVectors(
            new int[] {0, 2, 3, 4, 4}, new int[] {0, 3, 3, 1}, new float[] {0.6f, 0.8f, 1, 1}),
        new RankedLists(
            new int[] {0, 2, 3, 3, 3}, new int[] {1, 2, 0}, new float[] {0.8f, 0, 0.8f}),
        new Popularity(
            new long[] {2, 1, 1, 0},
            new float[] {4.5f, 4, 1, Float.NaN},
            new float[4],
            new float[] {0.9f, 0.8f, 0.2f, 0.5f}),
        new NcfFactors(
            new DenseVectors(new float[] {0.5f, 1, -1, 0}, 4, 1),
            new DenseVectors(new float[] {-1, 1, 2, 0}, 4, 1),
            new DenseVectors(new float[] {1, 1, 2, 0, -1, 0, 0, 0}, 4, 2),
            users,
            new DenseVectors(new float[] {2, -2}, 2, 1),
            new DenseVectors(new float[] {3, 1}, 2, 1),
            pooling(),
            layers()),
        new UserLists(
            users,
            new RankedLists(
                new int[] {0, 2, 3}, new int[] {3, 2, 0}, new float[] {0.75f, 0.5f, 0.25f})),
        new UserHistories(
            users, new int[] {0, 2, 3}, new int[] {0, 1, 2}, new float[] {5, 4, 1}, new long[3]),
        fittedWeights);
  }

  /**
   * GMF: each newer rating halves a rating's weight, and a star more or less than 4 changes it by a
   * half. MLP: attention gives a movie of history 1 the weight 4/3, one of history 0 the weight 1.
   */
  static HistoryPooling pooling() {
    float halving = (float) (1 / Math.log(2));
    float query = (float) Math.log(4.0 / 3);
    float[] none = {};
    return new HistoryPooling(
        List.of(
            new PoolingBlock("gmf", 1, 0, halving, 0.5f, 4, 1, none, none, new float[] {0.25f}),
            new PoolingBlock(
                "mlp", 1, 1, 1, 0, 0, 1, new float[] {query}, none, new float[] {0.5f})));
  }

  /** Two hidden layers of two units, each with a residual from its own input. */
  static List<NcfLayer> layers() {
    return List.of(
        new NcfLayer(
            "mlp_1",
            2,
            2,
            new float[] {1, 2, 0, -1},
            new float[] {0, 1},
            "relu",
            OptionalInt.of(0)),
        new NcfLayer(
            "mlp_2", 2, 2, new float[] {1, -1, -1, 0}, new float[2], "relu", OptionalInt.of(1)),
        new NcfLayer(
            "output",
            3,
            1,
            new float[] {4, 1, -2},
            new float[] {0.5f},
            "sigmoid",
            OptionalInt.empty()));
  }
}
