package dev.marquee.data;

import java.util.Arrays;
import java.util.List;

/**
 * A user's vector from the vectors of the rated movies: the NCF model's user side, the same for
 * known users, users with new ratings and visitors. For a block b with heads h, over n ratings j
 * with {@code n_j} newer ones and history vectors {@code v_j} (their slice of the head):
 *
 * <pre>
 *   a_j = (floor + (1 - floor) exp(-n_j / scale)) * clamp(1 + slope (stars_j - neutral), -0.5, 2)
 *   g_jh = a_j exp(q_h . v_j)
 *   u_h = base_h + n^4 / (n^4 + shrinkage_h) * sum_j g_jh v_j / sqrt(sum_j g_jh^2)
 * </pre>
 *
 * <p>The queries are the user's alone, not the candidate's, so that one vector serves all movies;
 * the L2 norm lets the vector grow with the square root of the evidence, and shrinkage, one for
 * each number of the vector, holds back what a few ratings say too little of. Without queries the
 * exponential is 1. A pool whose weights are all 0 adds nothing.
 *
 * <p>Cost: ratings x length.
 */
public final class HistoryPooling {
  private final List<PoolingBlock> blocks;
  private final int length;

  /** Pools by these blocks, side by side. */
  public HistoryPooling(List<PoolingBlock> blocks) {
    this.blocks = List.copyOf(blocks);
    length = blocks.stream().mapToInt(PoolingBlock::size).sum();
  }

  /** Numbers in a user's vector and in a movie's history vector. */
  public int length() {
    return length;
  }

  /** The blocks in order. */
  public List<PoolingBlock> blocks() {
    return blocks;
  }

  /**
   * Pools a history.
   *
   * @param table history vectors of the movies, row-major {@code float[movies][length]}
   * @param movies rows of the rated movies, the oldest rating first
   * @param stars their ratings
   * @param count how many of both count
   * @return {@code float[length]}
   */
  public float[] pool(float[] table, int[] movies, float[] stars, int count) {
    float[] user = new float[length];
    double[] weights = new double[count];
    int first = 0;
    for (PoolingBlock block : blocks) {
      for (int j = 0; j < count; j++) {
        weights[j] = block.weight(stars[j], count - 1 - j);
      }
      int width = block.size() / block.heads();
      for (int head = 0; head < block.heads(); head++) {
        float[] query =
            block.queries().length == 0
                ? null
                : Arrays.copyOfRange(block.queries(), head * width, (head + 1) * width);
        poolHead(table, movies, weights, query, first + head * width, width, user);
      }
      for (int i = 0; i < block.size(); i++) {
        user[first + i] = block.kept(i, count) * user[first + i] + block.base()[i];
      }
      first += block.size();
    }
    return user;
  }

  private void poolHead(
      float[] table,
      int[] movies,
      double[] weights,
      float[] query,
      int first,
      int width,
      float[] user) {
    double squares = 0;
    float[] attended = new float[weights.length];
    for (int j = 0; j < weights.length; j++) {
      int start = movies[j] * length + first;
      double weight = weights[j] * (query == null ? 1 : Math.exp(dot(query, table, start)));
      squares += weight * weight;
      attended[j] = (float) weight;
    }
    float[] sum = WeightedRows.sum(table, length, first, width, movies, attended);
    float scale = squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
    for (int i = 0; i < width; i++) {
      user[first + i] = scale * sum[i];
    }
  }

  private static double dot(float[] query, float[] table, int start) {
    double sum = 0;
    for (int i = 0; i < query.length; i++) {
      sum += query[i] * table[start + i];
    }
    return sum;
  }
}
