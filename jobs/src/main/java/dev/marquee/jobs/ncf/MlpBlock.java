package dev.marquee.jobs.ncf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.XavierInitializer;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/**
 * The MLP branch (He et al. 2017, equation 10) on top of logits that stay as they are: {@code
 * offset + h . MLP([user ; movie])}, as He et al. fuse pre-trained branches (section 3.4.1), with
 * residual connections where layers have equal sizes (He et al. 2016).
 *
 * <p>Inputs: user vectors {@code float[batch][factors]}, candidates' rows {@code
 * int64[batch][columns]} and their offsets {@code float[batch][columns]}. Output: logits {@code
 * float[batch][columns]}. The first layer is linear in its two halves, so the users' half is
 * computed once and not for each candidate.
 */
final class MlpBlock extends AbstractBlock {
  private static final byte VERSION = 1;

  private final NcfArchitecture architecture;
  private final float dropout;
  private final Parameter movies;
  private final Linear userHalf;
  private final List<Linear> layers = new ArrayList<>();
  private final Linear output;

  MlpBlock(NcfArchitecture architecture, float dropout) {
    super(VERSION);
    this.architecture = architecture;
    this.dropout = dropout;
    movies =
        addParameter(
            Parameter.builder()
                .setName("movies")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(architecture.movies(), architecture.mlpFactors()))
                .optInitializer(new XavierInitializer())
                .build());
    int first = architecture.hiddenUnits().get(0);
    userHalf = addChildBlock("user", Linear.builder().setUnits(first).optBias(false).build());
    for (int units : architecture.hiddenUnits()) {
      layers.add(
          addChildBlock("mlp_" + (layers.size() + 1), Linear.builder().setUnits(units).build()));
    }
    output = addChildBlock("output", Linear.builder().setUnits(1).optBias(false).build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray user = inputs.get(0);
    NDArray rows = inputs.get(1);
    NDArray table = store.getValue(movies, rows.getDevice(), training);
    NDArray movie = Embedding.embedding(rows, table, SparseFormat.DENSE).head();
    NDArray half = userHalf.forward(store, new NDList(user), training).head().expandDims(1);
    List<NDArray> layerInputs = new ArrayList<>();
    layerInputs.add(null);
    NDArray mlp = movie;
    for (var layer : architecture.hiddenLayers()) {
      if (layer.position() > 0) {
        layerInputs.add(mlp);
      }
      mlp = layers.get(layer.position()).forward(store, new NDList(mlp), training).head();
      mlp = (layer.position() == 0 ? mlp.add(half) : mlp).getNDArrayInternal().relu();
      if (training && dropout > 0) {
        mlp = Dropout.dropout(mlp, dropout, true).head();
      }
      if (layer.residualFrom().isPresent()) {
        int source = layer.residualFrom().getAsInt();
        mlp = mlp.add(source == 0 ? pair(user, movie) : layerInputs.get(source));
      }
    }
    NDArray logits = output.forward(store, new NDList(mlp), training).head().squeeze(-1);
    return new NDList(logits.add(inputs.get(2)));
  }

  private static NDArray pair(NDArray user, NDArray movie) {
    return user.expandDims(1).broadcast(movie.getShape()).concat(movie, -1);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    userHalf.initialize(manager, type, new Shape(1, architecture.mlpFactors()));
    int input = architecture.mlpFactors();
    for (int position = 0; position < layers.size(); position++) {
      layers.get(position).initialize(manager, type, new Shape(1, input));
      input = architecture.hiddenUnits().get(position);
    }
    output.initialize(manager, type, new Shape(1, input));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[1]};
  }

  /** Starts the movies' vectors at these values and the branch at nothing. */
  void start(float[] vectors) {
    movies.getArray().set(vectors);
    NDArray last = output.getParameters().get("weight").getArray();
    last.set(new float[(int) last.size()]);
  }

  /** Present vectors of the movies, {@code float[movies][factors]}. */
  float[] movieVectors() {
    return movies.getArray().toFloatArray();
  }

  /** Present hidden layers; the first reads the user's vector and then the movie's. */
  List<NcfWeights.DenseWeights> hidden() {
    List<NcfWeights.DenseWeights> hidden = new ArrayList<>();
    for (Linear layer : layers) {
      NDArray weight = layer.getParameters().get("weight").getArray();
      if (hidden.isEmpty()) {
        weight = userHalf.getParameters().get("weight").getArray().concat(weight, 1);
      }
      hidden.add(
          new NcfWeights.DenseWeights(
              weight.toFloatArray(), layer.getParameters().get("bias").getArray().toFloatArray()));
    }
    return hidden;
  }

  /** Present weights of the output, {@code float[last hidden units]}. */
  float[] output() {
    return output.getParameters().get("weight").getArray().toFloatArray();
  }
}
