package dev.marquee.jobs.ncf;

import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * NeuMF (He et al. 2017, equation 12): {@code sigmoid(h . [gmf_u * gmf_i ; MLP([mlp_u ; mlp_i])])}.
 *
 * <p>Inputs: user rows and movie rows, both {@code int64[batch]}. Output: logits {@code
 * float[batch][1]}; the sigmoid stands in the loss and in {@link CatalogueScorer}.
 */
final class NeuMf extends AbstractBlock {
  private static final byte VERSION = 1;

  private final NcfArchitecture architecture;
  private final List<NcfArchitecture.HiddenLayer> hidden;
  private final EmbeddingTable gmfUsers;
  private final EmbeddingTable gmfMovies;
  private final EmbeddingTable mlpUsers;
  private final EmbeddingTable mlpMovies;
  private final List<Linear> layers = new ArrayList<>();
  private final Linear output;

  NeuMf(NcfArchitecture architecture) {
    super(VERSION);
    this.architecture = architecture;
    hidden = architecture.hiddenLayers();
    int factors = architecture.factors();
    gmfUsers = addChildBlock("gmf_users", new EmbeddingTable(architecture.users(), factors));
    gmfMovies = addChildBlock("gmf_movies", new EmbeddingTable(architecture.movies(), factors));
    mlpUsers = addChildBlock("mlp_users", new EmbeddingTable(architecture.users(), factors));
    mlpMovies = addChildBlock("mlp_movies", new EmbeddingTable(architecture.movies(), factors));
    for (NcfArchitecture.HiddenLayer layer : hidden) {
      layers.add(
          addChildBlock(
              "mlp_" + (layer.position() + 1),
              Linear.builder().setUnits(layer.outputSize()).build()));
    }
    output = addChildBlock("output", Linear.builder().setUnits(1).build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDList users = new NDList(inputs.get(0));
    NDList movies = new NDList(inputs.get(1));
    NDArray gmf =
        gmfUsers
            .forward(store, users, training)
            .head()
            .mul(gmfMovies.forward(store, movies, training).head());
    NDArray mlp =
        mlpUsers
            .forward(store, users, training)
            .head()
            .concat(mlpMovies.forward(store, movies, training).head(), -1);
    List<NDArray> layerInputs = new ArrayList<>();
    for (NcfArchitecture.HiddenLayer layer : hidden) {
      layerInputs.add(mlp);
      mlp = layers.get(layer.position()).forward(store, new NDList(mlp), training).head();
      mlp = mlp.getNDArrayInternal().relu();
      if (training && architecture.dropout() > 0) {
        mlp = Dropout.dropout(mlp, architecture.dropout(), true).head();
      }
      if (layer.residualFrom().isPresent()) {
        mlp = mlp.add(layerInputs.get(layer.residualFrom().getAsInt()));
      }
    }
    return output.forward(store, new NDList(gmf.concat(mlp, -1)), training);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    gmfUsers.initialize(manager, type, shapes[0]);
    gmfMovies.initialize(manager, type, shapes[1]);
    mlpUsers.initialize(manager, type, shapes[0]);
    mlpMovies.initialize(manager, type, shapes[1]);
    long batch = shapes[0].get(0);
    for (NcfArchitecture.HiddenLayer layer : hidden) {
      layers.get(layer.position()).initialize(manager, type, new Shape(batch, layer.inputSize()));
    }
    output.initialize(
        manager, type, new Shape(batch, architecture.factors() + architecture.lastHiddenUnits()));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[0].get(0), 1)};
  }

  /** Writes the user tables in DJL's parameter format. */
  void saveUsers(DataOutputStream out) throws IOException {
    gmfUsers.saveParameters(out);
    mlpUsers.saveParameters(out);
  }

  /** Reads what {@link #saveUsers} wrote. */
  void loadUsers(NDManager manager, DataInputStream in)
      throws IOException, MalformedModelException {
    gmfUsers.loadParameters(manager, in);
    mlpUsers.loadParameters(manager, in);
  }

  /** Writes all but the user tables in DJL's parameter format. */
  void saveMoviesAndLayers(DataOutputStream out) throws IOException {
    for (Block part : moviesAndLayers()) {
      part.saveParameters(out);
    }
  }

  /** Reads what {@link #saveMoviesAndLayers} wrote. */
  void loadMoviesAndLayers(NDManager manager, DataInputStream in)
      throws IOException, MalformedModelException {
    for (Block part : moviesAndLayers()) {
      part.loadParameters(manager, in);
    }
  }

  private List<Block> moviesAndLayers() {
    List<Block> parts = new ArrayList<>(List.of(gmfMovies, mlpMovies));
    parts.addAll(layers);
    parts.add(output);
    return parts;
  }

  NcfArchitecture architecture() {
    return architecture;
  }

  /** GMF vectors of all users, {@code float[users][factors]}. */
  NDArray gmfUsers() {
    return gmfUsers.values();
  }

  /** GMF vectors of all movies, {@code float[movies][factors]}. */
  NDArray gmfMovies() {
    return gmfMovies.values();
  }

  /** MLP vectors of all users, {@code float[users][factors]}. */
  NDArray mlpUsers() {
    return mlpUsers.values();
  }

  /** MLP vectors of all movies, {@code float[movies][factors]}. */
  NDArray mlpMovies() {
    return mlpMovies.values();
  }

  /** Weights of a hidden layer, {@code float[outputs][inputs]}. */
  NDArray hiddenWeights(int position) {
    return layers.get(position).getParameters().get("weight").getArray();
  }

  /** Bias of a hidden layer, {@code float[outputs]}. */
  NDArray hiddenBias(int position) {
    return layers.get(position).getParameters().get("bias").getArray();
  }

  /** Weights of the output, {@code float[1][factors + last hidden units]}: GMF first, MLP last. */
  NDArray outputWeights() {
    return output.getParameters().get("weight").getArray();
  }

  /** Bias of the output, {@code float[1]}. */
  NDArray outputBias() {
    return output.getParameters().get("bias").getArray();
  }
}
