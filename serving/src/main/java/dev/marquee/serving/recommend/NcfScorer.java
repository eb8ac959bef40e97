package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.NcfFactors;
import dev.marquee.serving.snapshot.NcfLayer;
import java.util.Arrays;
import java.util.List;

/**
 * NeuMF (He et al. 2017, equation 12) in plain Java, as {@link dev.marquee.data.Tables.NcfLayers}
 * lays down; a model without hidden layers is its GMF branch alone. The first layer is linear in
 * the user's and the movie's half of its input, so the movies' half (and the bias) is computed once
 * for all; a movie then costs the layers after it.
 *
 * <p>Memory beside the snapshot: {@code 4 * hiddenUnits[0]} bytes a movie.
 */
final class NcfScorer {
  /** Movies that go through the layers together; their activations stay in the core's cache. */
  private static final int BLOCK = 256;

  private final float[] movieGmf;
  private final float[] movieMlp;
  private final int gmfSize;
  private final int movieMlpSize;
  private final int userMlpSize;
  private final NcfLayer[] layers;
  private final NcfLayer output;
  private final float[] moviePart;

  NcfScorer(NcfFactors ncf) {
    movieGmf = ncf.movieGmf().values();
    movieMlp = ncf.movieMlp().values();
    gmfSize = ncf.movieGmf().dimension();
    movieMlpSize = ncf.movieMlp().dimension();
    List<NcfLayer> all = ncf.layers();
    layers = all.subList(0, all.size() - 1).toArray(NcfLayer[]::new);
    output = all.get(all.size() - 1);
    userMlpSize = ncf.userMlpLength();
    moviePart = layers.length == 0 ? new float[0] : moviePart(ncf.movieMlp().rows());
  }

  private float[] moviePart(int movies) {
    NcfLayer first = layers[0];
    float[] part = new float[Math.multiplyExact(movies, first.outputSize())];
    for (int movie = 0; movie < movies; movie++) {
      for (int unit = 0; unit < first.outputSize(); unit++) {
        part[movie * first.outputSize() + unit] =
            first.bias()[unit]
                + FloatVectors.dot(
                    first.weights(),
                    unit * first.inputSize() + userMlpSize,
                    movieMlp,
                    movie * movieMlpSize,
                    movieMlpSize);
      }
    }
    return part;
  }

  /** A user ready to be scored against movies; for one thread. */
  ForUser forUser(UserVector user) {
    return new ForUser(user);
  }

  /** The share of the model's work that is the same for all movies, and scratch space. */
  final class ForUser {
    private final float[] gmf = new float[gmfSize];
    private final float[] userMlp;
    private final float[] userPart;
    private float[][][] activations;

    private ForUser(UserVector user) {
      for (int i = 0; i < gmfSize; i++) {
        gmf[i] = output.weights()[i] * user.gmf()[i];
      }
      userMlp = user.mlp();
      if (layers.length == 0) {
        userPart = new float[0];
        return;
      }
      NcfLayer first = layers[0];
      userPart = new float[first.outputSize()];
      for (int unit = 0; unit < userPart.length; unit++) {
        userPart[unit] =
            FloatVectors.dot(first.weights(), unit * first.inputSize(), userMlp, 0, userMlpSize);
      }
    }

    /** The user's GMF vector times the output's weights: its product with a movie's is a logit. */
    float[] weightedGmf() {
      return gmf;
    }

    /**
     * The logits of the probabilities that the user likes the movies. A movie's logit is the same
     * to the bit, whichever other movies are asked for.
     */
    float[] logits(int[] movies) {
      float[] logits = mlpLogits(movies);
      float[] gmfLogits = FloatVectors.dots(movieGmf, movies, gmf);
      for (int i = 0; i < logits.length; i++) {
        logits[i] += gmfLogits[i] + output.bias()[0];
      }
      return logits;
    }

    /** The MLP branch's share of the movies' logits, 0 without one. */
    float[] mlpLogits(int[] movies) {
      float[] logits = new float[movies.length];
      if (layers.length == 0) {
        return logits;
      }
      for (int from = 0; from < movies.length; from += BLOCK) {
        int columns = Math.min(BLOCK, movies.length - from);
        if (activations == null || activations[0][0].length < FloatVectors.padded(columns)) {
          activations = scratch(FloatVectors.padded(columns));
        }
        score(movies, from, columns, logits);
      }
      return logits;
    }

    private float[][][] scratch(int columns) {
      float[][][] scratch = new float[layers.length][][];
      for (int position = 0; position < layers.length; position++) {
        scratch[position] = new float[layers[position].outputSize()][columns];
      }
      return scratch;
    }

    private void score(int[] movies, int from, int columns, float[] logits) {
      float[][] first = activations[0];
      for (int unit = 0; unit < first.length; unit++) {
        Arrays.fill(first[unit], 0, columns, userPart[unit]);
      }
      FloatVectors.addRows(moviePart, first.length, movies, from, columns, first, 0);
      relu(first, columns);
      addResidual(0, movies, from, columns);
      for (int position = 1; position < layers.length; position++) {
        float[][] sums = activations[position];
        for (int unit = 0; unit < sums.length; unit++) {
          Arrays.fill(sums[unit], 0, columns, layers[position].bias()[unit]);
        }
        FloatVectors.addProduct(
            layers[position].weights(),
            activations[position - 1],
            sums,
            FloatVectors.padded(columns));
        relu(sums, columns);
        addResidual(position, movies, from, columns);
      }
      float[][] last = activations[layers.length - 1];
      for (int unit = 0; unit < last.length; unit++) {
        float weight = output.weights()[gmfSize + unit];
        FloatVectors.addScaled(last[unit], 0, weight, logits, from, columns);
      }
    }

    private void addResidual(int position, int[] movies, int from, int columns) {
      if (layers[position].residualFrom().isEmpty()) {
        return;
      }
      int source = layers[position].residualFrom().getAsInt();
      float[][] sums = activations[position];
      if (source > 0) {
        for (int unit = 0; unit < sums.length; unit++) {
          FloatVectors.addScaled(activations[source - 1][unit], 0, 1, sums[unit], 0, columns);
        }
        return;
      }
      // The first layer's input: the user's vector, then the movie's.
      for (int unit = 0; unit < userMlpSize; unit++) {
        float user = userMlp[unit];
        float[] row = sums[unit];
        for (int column = 0; column < columns; column++) {
          row[column] += user;
        }
      }
      FloatVectors.addRows(movieMlp, movieMlpSize, movies, from, columns, sums, userMlpSize);
    }
  }

  private static void relu(float[][] sums, int columns) {
    for (float[] sum : sums) {
      for (int column = 0; column < columns; column++) {
        sum[column] = Math.max(0, sum[column]);
      }
    }
  }
}
