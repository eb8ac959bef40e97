package dev.marquee.serving.recommend;

import dev.marquee.serving.snapshot.NcfFactors;
import dev.marquee.serving.snapshot.NcfLayer;
import java.util.Arrays;
import java.util.List;

/**
 * NeuMF (He et al. 2017, equation 12) in plain Java, as {@link dev.marquee.data.Tables.NcfLayers}
 * lays down. The first layer is linear in the user's and the movie's half of its input, so the
 * movies' half (and the bias) is computed once for all; a movie then costs the layers after it.
 *
 * <p>Memory beside the snapshot: {@code 4 * hiddenUnits[0]} bytes a movie.
 */
final class NcfScorer {
  private final float[] movieGmf;
  private final float[] movieMlp;
  private final int gmfSize;
  private final int movieMlpSize;
  private final int userMlpSize;
  private final int widest;
  private final Dense[] layers;
  private final float[] moviePart;
  private final float[] userWeights;
  private final float[] outputGmf;
  private final float[] outputMlp;
  private final float outputBias;
  private final boolean needsInput;

  /** A layer with its weights turned to {@code float[inputs][outputs]}. */
  private static final class Dense {
    private final int inputs;
    private final int outputs;
    private final float[] weights;
    private final float[] bias;
    private final int residualFrom;

    Dense(NcfLayer layer) {
      inputs = layer.inputSize();
      outputs = layer.outputSize();
      bias = layer.bias();
      residualFrom = layer.residualFrom().orElse(-1);
      weights = new float[inputs * outputs];
      for (int output = 0; output < outputs; output++) {
        for (int input = 0; input < inputs; input++) {
          weights[input * outputs + output] = layer.weights()[output * inputs + input];
        }
      }
    }
  }

  NcfScorer(NcfFactors ncf) {
    movieGmf = ncf.movieGmf().values();
    movieMlp = ncf.movieMlp().values();
    gmfSize = ncf.movieGmf().dimension();
    movieMlpSize = ncf.movieMlp().dimension();
    List<NcfLayer> all = ncf.layers();
    layers = all.subList(0, all.size() - 1).stream().map(Dense::new).toArray(Dense[]::new);
    userMlpSize = layers[0].inputs - movieMlpSize;
    int most = layers[0].inputs;
    boolean residualFromInput = false;
    for (Dense layer : layers) {
      most = Math.max(most, layer.outputs);
      residualFromInput |= layer.residualFrom == 0;
    }
    widest = most;
    needsInput = residualFromInput;
    NcfLayer output = all.get(all.size() - 1);
    outputGmf = Arrays.copyOf(output.weights(), gmfSize);
    outputMlp = Arrays.copyOfRange(output.weights(), gmfSize, output.inputSize());
    outputBias = output.bias()[0];
    userWeights = Arrays.copyOf(layers[0].weights, userMlpSize * layers[0].outputs);
    moviePart = moviePart(ncf.movieMlp().rows());
  }

  private float[] moviePart(int movies) {
    Dense first = layers[0];
    float[] movieWeights =
        Arrays.copyOfRange(first.weights, userMlpSize * first.outputs, first.weights.length);
    float[] part = new float[Math.multiplyExact(movies, first.outputs)];
    int[] nonZero = new int[movieMlpSize];
    float[] input = new float[movieMlpSize];
    for (int movie = 0; movie < movies; movie++) {
      System.arraycopy(movieMlp, movie * movieMlpSize, input, 0, movieMlpSize);
      float[] sum = first.bias.clone();
      FloatVectors.addProduct(input, movieMlpSize, movieWeights, first.outputs, sum, nonZero);
      System.arraycopy(sum, 0, part, movie * first.outputs, first.outputs);
    }
    return part;
  }

  /** Length of the vectors of the GMF branch. */
  int gmfSize() {
    return gmfSize;
  }

  /** A user ready to be scored against movies; for one thread. */
  ForUser forUser(UserVector user) {
    return new ForUser(user);
  }

  /** The share of a model's work that is the same for all movies, and scratch space. */
  final class ForUser {
    private final float[] gmf = new float[gmfSize];
    private final float[] userMlp;
    private final float[] userPart = new float[layers[0].outputs];
    private final float[][] outputs = new float[layers.length][];
    private final float[] input = new float[layers[0].inputs];
    private final int[] nonZero = new int[widest];

    private ForUser(UserVector user) {
      for (int i = 0; i < gmfSize; i++) {
        gmf[i] = outputGmf[i] * user.gmf()[i];
      }
      userMlp = user.mlp();
      FloatVectors.addProduct(
          userMlp, userMlpSize, userWeights, layers[0].outputs, userPart, nonZero);
      for (int layer = 0; layer < layers.length; layer++) {
        outputs[layer] = new float[layers[layer].outputs];
      }
      System.arraycopy(userMlp, 0, input, 0, userMlpSize);
    }

    /** The logit of the probability that the user likes the movie. */
    float logit(int movie) {
      return outputBias + gmfLogit(movie) + mlpLogit(movie);
    }

    /** The GMF branch's share of the logit. */
    float gmfLogit(int movie) {
      return FloatVectors.dot(movieGmf, movie * gmfSize, gmf, 0, gmfSize);
    }

    /** The MLP branch's share of the logit. */
    float mlpLogit(int movie) {
      if (needsInput) {
        System.arraycopy(movieMlp, movie * movieMlpSize, input, userMlpSize, movieMlpSize);
      }
      float[] first = outputs[0];
      int from = movie * first.length;
      for (int i = 0; i < first.length; i++) {
        first[i] = Math.max(0, moviePart[from + i] + userPart[i]);
      }
      addResidual(0);
      for (int position = 1; position < layers.length; position++) {
        Dense layer = layers[position];
        float[] sum = outputs[position];
        System.arraycopy(layer.bias, 0, sum, 0, sum.length);
        FloatVectors.addProduct(
            outputs[position - 1], layer.inputs, layer.weights, layer.outputs, sum, nonZero);
        for (int i = 0; i < sum.length; i++) {
          sum[i] = Math.max(0, sum[i]);
        }
        addResidual(position);
      }
      float[] last = outputs[layers.length - 1];
      return FloatVectors.dot(last, 0, outputMlp, 0, last.length);
    }

    private void addResidual(int position) {
      int source = layers[position].residualFrom;
      if (source < 0) {
        return;
      }
      float[] added = source == 0 ? input : outputs[source - 1];
      FloatVectors.addScaled(added, 0, 1, outputs[position], 0, outputs[position].length);
    }
  }
}
