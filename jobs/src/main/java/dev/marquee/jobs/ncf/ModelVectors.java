package dev.marquee.jobs.ncf;

import dev.marquee.data.HistoryPooling;
import dev.marquee.data.PoolingBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The blocks of the model side by side: for movies the history vectors and the candidates' vectors,
 * for users the pooled histories plus their own vectors. A score is the dot product of a user's and
 * a candidate's whole vector.
 */
final class ModelVectors {
  private static final String BIAS = "bias";

  private record Part(PoolingBlock pooling, float[] history, float[] candidates, float[] users) {}

  private final Interactions interactions;
  private final List<Part> parts = new ArrayList<>();

  /** Vectors of users with these histories. */
  ModelVectors(Interactions interactions) {
    this.interactions = interactions;
  }

  /**
   * Adds a block.
   *
   * @param history row-major {@code [movies][block size]}
   * @param candidates row-major {@code [movies][block size]}
   * @param users users' own vectors, row-major {@code [users][block size]}; empty for none
   * @param share factor of the candidates' vectors
   */
  void add(PoolingBlock pooling, float[] history, float[] candidates, float[] users, double share) {
    float[] scaled = candidates;
    if (share != 1) {
      scaled = new float[candidates.length];
      for (int i = 0; i < scaled.length; i++) {
        scaled[i] = (float) share * candidates[i];
      }
    }
    parts.add(new Part(pooling, history, scaled, users));
  }

  /** Adds the candidates' biases: a block in which every user has a 1. */
  void addBias(float[] bias) {
    float[] none = {};
    PoolingBlock one = new PoolingBlock(BIAS, 1, 1, 1, 0, 0, 1, none, none, new float[] {1});
    parts.add(new Part(one, new float[bias.length], bias, new float[0]));
  }

  /** How users' vectors are pooled. */
  HistoryPooling pooling() {
    return new HistoryPooling(parts.stream().map(Part::pooling).toList());
  }

  /** The column of the candidates' biases; -1 without. */
  int biasColumn() {
    int last = parts.size() - 1;
    return parts.get(last).pooling().name().equals(BIAS) ? width() - 1 : -1;
  }

  /** Width of all vectors. */
  int width() {
    return parts.stream().mapToInt(part -> part.pooling().size()).sum();
  }

  /** History vectors of all movies, row-major {@code [movies][width]}. */
  float[] history() {
    return sideBySide(parts.stream().map(Part::history).toList());
  }

  /** Candidates' vectors of all movies, row-major {@code [movies][width]}. */
  float[] candidates() {
    return sideBySide(parts.stream().map(Part::candidates).toList());
  }

  private float[] sideBySide(List<float[]> tables) {
    int width = width();
    float[] all = new float[Math.multiplyExact(interactions.movies(), width)];
    int first = 0;
    for (int part = 0; part < tables.size(); part++) {
      int size = parts.get(part).pooling().size();
      for (int movie = 0; movie < interactions.movies(); movie++) {
        System.arraycopy(tables.get(part), movie * size, all, movie * width + first, size);
      }
      first += size;
    }
    return all;
  }

  /** Vectors of these users, row-major {@code [users.length][width]}. */
  float[] users(int[] users) {
    HistoryPooling pooling = pooling();
    float[] history = history();
    int width = width();
    float[] vectors = new float[Math.multiplyExact(users.length, width)];
    IntStream.range(0, users.length)
        .parallel()
        .forEach(
            i -> {
              float[] vector = user(users[i], pooling, history);
              System.arraycopy(vector, 0, vectors, i * width, width);
            });
    return vectors;
  }

  private float[] user(int user, HistoryPooling pooling, float[] history) {
    int start = interactions.start(user);
    int end = interactions.end(user);
    int[] movies = Arrays.copyOfRange(interactions.movieRows(), start, end);
    float[] stars = Arrays.copyOfRange(interactions.ratings(), start, end);
    float[] vector = pooling.pool(history, movies, stars, end - start);
    int first = 0;
    for (Part part : parts) {
      int size = part.pooling().size();
      if (part.users().length > 0) {
        for (int i = 0; i < size; i++) {
          vector[first + i] += part.users()[user * size + i];
        }
      }
      first += size;
    }
    return vector;
  }

  /** Validation nDCG@10 of these blocks. */
  double ndcg(ValidationRanking validation) {
    return ValidationRanking.mean(values(validation));
  }

  /** nDCG@10 of each validation user with these blocks. */
  double[] values(ValidationRanking validation) {
    return validation.values(users(validation.cut().users()), candidates(), width());
  }
}
