package dev.marquee.jobs.ncf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores users against every movie of the catalogue. The first layer is linear in the user and the
 * movie part of its input, so the movies' share is computed once and only added per user: half of
 * the work of {@link NeuMf#forward} for the same numbers.
 *
 * <p>Movies are taken in chunks, so that a batch needs about {@code CHUNK_ROWS * widest layer * 4}
 * bytes and stays in the processor's cache. Cost: users x movies x {@link
 * #flopsPerScore(NcfArchitecture)}.
 */
public final class CatalogueScorer implements AutoCloseable {
  /** User-movie pairs that go through the layers together. */
  static final int CHUNK_ROWS = 4096;

  private final NDManager manager;
  private final NcfArchitecture architecture;
  private final NDArray firstUserWeights;
  private final NDArray moviePart;
  private final NDArray movieInput;
  private final NDArray gmfMovies;
  private final List<NDArray> weights = new ArrayList<>();
  private final List<NDArray> biases = new ArrayList<>();
  private final NDArray mlpOutput;
  private final float outputBias;

  /** Takes the model's present weights; later changes of the model do not show. */
  CatalogueScorer(NeuMf model, NDManager parent) {
    manager = parent.newSubManager();
    architecture = model.architecture();
    int factors = architecture.factors();
    NDArray first = attached(model.hiddenWeights(0));
    firstUserWeights = columns(first, 0, factors).transpose();
    NDArray firstMovieWeights = columns(first, factors, 2 * factors).transpose();
    NDArray mlpMovies = attached(model.mlpMovies());
    movieInput = mlpMovies.zerosLike().concat(mlpMovies, 1);
    moviePart = mlpMovies.matMul(firstMovieWeights).add(attached(model.hiddenBias(0)));
    for (int position = 1; position < architecture.hiddenUnits().size(); position++) {
      weights.add(attached(model.hiddenWeights(position)).transpose());
      biases.add(attached(model.hiddenBias(position)));
    }
    NDArray output = attached(model.outputWeights());
    gmfMovies = attached(model.gmfMovies()).mul(columns(output, 0, factors)).transpose();
    mlpOutput = columns(output, factors, factors + architecture.lastHiddenUnits()).transpose();
    outputBias = attached(model.outputBias()).toFloatArray()[0];
  }

  /** Number of movies that a user is scored against. */
  public int movies() {
    return architecture.movies();
  }

  /** Floating-point operations of the matrix products for one user and one movie. */
  public static long flopsPerScore(NcfArchitecture architecture) {
    var first = architecture.hiddenLayers().get(0);
    return architecture.forwardFlops() - 2L * first.inputSize() * first.outputSize();
  }

  /**
   * Probabilities that users like movies.
   *
   * @param gmf GMF vectors of the users, row-major {@code [users][factors]}
   * @param mlp MLP vectors of the users, row-major {@code [users][factors]}
   * @return row-major {@code float[users][movies]}, each 0 to 1
   */
  public float[] score(float[] gmf, float[] mlp) {
    int factors = architecture.factors();
    int users = gmf.length / factors;
    int movies = architecture.movies();
    float[] scores = new float[Math.multiplyExact(users, movies)];
    int chunk = Math.max(1, CHUNK_ROWS / users);
    try (NDManager batch = manager.newSubManager()) {
      NDArray gmfUsers = batch.create(gmf, new Shape(users, factors));
      NDArray mlpUsers = batch.create(mlp, new Shape(users, factors));
      NDArray userInput = mlpUsers.concat(mlpUsers.zerosLike(), 1).expandDims(1);
      NDArray userPart = mlpUsers.matMul(firstUserWeights).expandDims(1);
      for (int from = 0; from < movies; from += chunk) {
        int to = Math.min(from + chunk, movies);
        try (NDManager step = batch.newSubManager()) {
          step.tempAttachAll(gmfUsers, userInput, userPart);
          float[] values = scoreChunk(gmfUsers, userInput, userPart, from, to, step);
          for (int user = 0; user < users; user++) {
            System.arraycopy(values, user * (to - from), scores, user * movies + from, to - from);
          }
        }
      }
    }
    return scores;
  }

  private float[] scoreChunk(
      NDArray gmfUsers, NDArray userInput, NDArray userPart, int from, int to, NDManager step) {
    long users = gmfUsers.getShape().get(0);
    long rows = users * (to - from);
    NDArray chunkPart = rows(moviePart, from, to, step);
    NDArray mlp = userPart.add(chunkPart.expandDims(0)).reshape(rows, -1);
    mlp = mlp.getNDArrayInternal().relu();
    List<NDArray> inputs = new ArrayList<>();
    for (var layer : architecture.hiddenLayers()) {
      if (layer.position() == 0) {
        inputs.add(null);
      } else {
        inputs.add(mlp);
        mlp = mlp.matMul(weights.get(layer.position() - 1)).addi(biases.get(layer.position() - 1));
        mlp = mlp.getNDArrayInternal().relu();
      }
      if (layer.residualFrom().isPresent()) {
        int source = layer.residualFrom().getAsInt();
        mlp = source == 0 ? addPairs(mlp, userInput, from, to, step) : mlp.add(inputs.get(source));
      }
    }
    NDArray logits = mlp.matMul(mlpOutput).reshape(users, to - from);
    NDArray gmfChunk = gmfMovies.get(new NDIndex(":, " + from + ":" + to));
    gmfChunk.attach(step);
    logits.addi(gmfUsers.matMul(gmfChunk)).addi(outputBias);
    return logits.getNDArrayInternal().sigmoid().toFloatArray();
  }

  /** Adds the MLP's input, [user ; movie], to the rows of all pairs without building it. */
  private NDArray addPairs(NDArray mlp, NDArray userInput, int from, int to, NDManager step) {
    NDArray pairs = mlp.reshape(-1, to - from, 2L * architecture.factors());
    pairs.addi(userInput).addi(rows(movieInput, from, to, step).expandDims(0));
    return mlp;
  }

  private static NDArray rows(NDArray array, int from, int to, NDManager owner) {
    NDArray view = array.get(new NDIndex(from + ":" + to));
    view.attach(owner);
    return view;
  }

  private NDArray columns(NDArray array, int from, int to) {
    return array.get(new NDIndex(":, " + from + ":" + to)).duplicate();
  }

  /** A copy that belongs to this scorer and stays as it is while training goes on. */
  private NDArray attached(NDArray parameter) {
    NDArray copy = parameter.duplicate();
    copy.attach(manager);
    return copy;
  }

  @Override
  public void close() {
    manager.close();
  }
}
