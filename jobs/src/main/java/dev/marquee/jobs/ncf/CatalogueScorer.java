package dev.marquee.jobs.ncf;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Scores users against every movie of the catalogue. The first layer is linear in the user and the
 * movie part of its input, so the movies' share is computed once and only added per user: half of
 * the first layer's work for the same numbers.
 *
 * <p>Movies are taken in chunks, so that a batch needs about {@code CHUNK_ROWS * widest layer * 4}
 * bytes and stays in the processor's cache; a GPU takes {@code GPU_CHUNK_ROWS}, for it would spend
 * the time of a small chunk on starting its kernels. Cost: users x movies x {@link
 * #flopsPerScore(NcfArchitecture)}.
 */
public final class CatalogueScorer implements AutoCloseable {
  /** User-movie pairs that go through the layers together on a CPU. */
  static final int CHUNK_ROWS = 4096;

  private static final int GPU_CHUNK_ROWS = 1 << 18;

  private final NDManager manager;
  private final NcfArchitecture architecture;
  private NDArray firstUserWeights;
  private NDArray moviePart;
  private NDArray movieInput;
  private final NDArray gmfMovies;
  private final List<NDArray> hiddenWeights = new ArrayList<>();
  private final List<NDArray> biases = new ArrayList<>();
  private NDArray mlpOutput;
  private final float outputBias;

  /** Moves the weights to the manager's device. */
  CatalogueScorer(NcfWeights weights, NDManager parent) {
    manager = parent.newSubManager();
    architecture = weights.architecture();
    int movies = architecture.movies();
    int gmf = architecture.gmfFactors();
    NDArray output = manager.create(weights.output());
    gmfMovies =
        manager
            .create(weights.gmfMovies(), new Shape(movies, gmf))
            .mul(output.get(new NDIndex(":" + gmf)))
            .transpose();
    outputBias = weights.outputBias();
    if (architecture.hiddenUnits().isEmpty()) {
      return;
    }
    int factors = architecture.mlpFactors();
    NDArray first = layer(weights, 0);
    firstUserWeights = columns(first, 0, factors).transpose();
    NDArray firstMovieWeights = columns(first, factors, 2 * factors).transpose();
    NDArray mlpMovies = manager.create(weights.mlpMovies(), new Shape(movies, factors));
    movieInput = mlpMovies.zerosLike().concat(mlpMovies, 1);
    moviePart =
        mlpMovies.matMul(firstMovieWeights).add(manager.create(weights.hidden().get(0).bias()));
    for (int position = 1; position < architecture.hiddenUnits().size(); position++) {
      hiddenWeights.add(layer(weights, position).transpose());
      biases.add(manager.create(weights.hidden().get(position).bias()));
    }
    mlpOutput = output.get(new NDIndex(gmf + ":")).reshape(architecture.lastHiddenUnits(), 1);
  }

  private NDArray layer(NcfWeights weights, int position) {
    var layer = architecture.hiddenLayers().get(position);
    return manager.create(
        weights.hidden().get(position).weights(), new Shape(layer.outputSize(), layer.inputSize()));
  }

  /** User-movie pairs that go through the layers together on a device. */
  static int chunkRows(Device device) {
    return device.isGpu() ? GPU_CHUNK_ROWS : CHUNK_ROWS;
  }

  /** Number of movies that a user is scored against. */
  public int movies() {
    return architecture.movies();
  }

  /** Floating-point operations of the matrix products for one user and one movie. */
  public static long flopsPerScore(NcfArchitecture architecture) {
    if (architecture.hiddenUnits().isEmpty()) {
      return architecture.forwardFlops();
    }
    var first = architecture.hiddenLayers().get(0);
    return architecture.forwardFlops() - 2L * first.inputSize() * first.outputSize();
  }

  /**
   * Probabilities that users like movies.
   *
   * @param gmf GMF vectors of the users, row-major {@code [users][gmf factors]}
   * @param mlp MLP vectors of the users, row-major {@code [users][mlp factors]}
   * @return row-major {@code float[users][movies]}, each 0 to 1
   */
  public float[] score(float[] gmf, float[] mlp) {
    float[] scores = logits(gmf, mlp);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) (1 / (1 + Math.exp(-scores[i])));
    }
    return scores;
  }

  /** The logits of these probabilities. */
  float[] logits(float[] gmf, float[] mlp) {
    int users = gmf.length / architecture.gmfFactors();
    int movies = architecture.movies();
    float[] scores = new float[Math.multiplyExact(users, movies)];
    int chunk = Math.max(1, chunkRows(manager.getDevice()) / users);
    try (NDManager batch = manager.newSubManager()) {
      NDArray gmfUsers = batch.create(gmf, new Shape(users, architecture.gmfFactors()));
      UserInput user = architecture.hiddenUnits().isEmpty() ? null : userInput(batch, mlp, users);
      for (int from = 0; from < movies; from += chunk) {
        int to = Math.min(from + chunk, movies);
        try (NDManager step = batch.newSubManager()) {
          step.tempAttachAll(gmfUsers);
          float[] values = scoreChunk(gmfUsers, user, from, to, step);
          for (int row = 0; row < users; row++) {
            System.arraycopy(values, row * (to - from), scores, row * movies + from, to - from);
          }
        }
      }
    }
    return scores;
  }

  /** What the users bring to the MLP, ready to be added to every movie's part. */
  private record UserInput(NDArray input, NDArray part) {}

  private UserInput userInput(NDManager batch, float[] mlp, int users) {
    NDArray mlpUsers = batch.create(mlp, new Shape(users, architecture.mlpFactors()));
    return new UserInput(
        mlpUsers.concat(mlpUsers.zerosLike(), 1).expandDims(1),
        mlpUsers.matMul(firstUserWeights).expandDims(1));
  }

  private float[] scoreChunk(NDArray gmfUsers, UserInput user, int from, int to, NDManager step) {
    NDArray gmfChunk = gmfMovies.get(new NDIndex(":, " + from + ":" + to));
    gmfChunk.attach(step);
    NDArray logits = gmfUsers.matMul(gmfChunk);
    if (user != null) {
      logits = logits.add(mlpLogits(user, from, to, step).reshape(logits.getShape()));
    }
    return logits.addi(outputBias).toFloatArray();
  }

  private NDArray mlpLogits(UserInput user, int from, int to, NDManager step) {
    step.tempAttachAll(user.input(), user.part());
    NDArray chunkPart = rows(moviePart, from, to, step);
    NDArray mlp = user.part().add(chunkPart.expandDims(0));
    mlp = mlp.reshape(-1, architecture.hiddenUnits().get(0)).getNDArrayInternal().relu();
    List<NDArray> inputs = new ArrayList<>();
    for (var layer : architecture.hiddenLayers()) {
      if (layer.position() == 0) {
        inputs.add(null);
      } else {
        inputs.add(mlp);
        int later = layer.position() - 1;
        mlp = mlp.matMul(hiddenWeights.get(later)).addi(biases.get(later));
        mlp = mlp.getNDArrayInternal().relu();
      }
      if (layer.residualFrom().isPresent()) {
        int source = layer.residualFrom().getAsInt();
        mlp =
            source == 0 ? addPairs(mlp, user.input(), from, to, step) : mlp.add(inputs.get(source));
      }
    }
    return mlp.matMul(mlpOutput);
  }

  /** Adds the MLP's input, [user ; movie], to the rows of all pairs without building it. */
  private NDArray addPairs(NDArray mlp, NDArray userInput, int from, int to, NDManager step) {
    NDArray pairs = mlp.reshape(-1, to - from, 2L * architecture.mlpFactors());
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

  @Override
  public void close() {
    manager.close();
  }
}
