package dev.marquee.jobs.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.marquee.jobs.embed.onnx.BertShape;
import dev.marquee.jobs.embed.onnx.BertWeights;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * BERT (Devlin et al. 2019) as a DJL block. DJL's own {@code BertBlock} normalises over the batch
 * and leaves the attention's output out of the second residual sum, so its weights fit no BERT
 * export; its attention block is used.
 *
 * <p>Inputs: token ids {@code int64[batch][sequence]} and a mask {@code float[batch][sequence]}, 1
 * for a token, 0 for padding. Output: token states {@code float[batch][sequence][hidden]}.
 */
final class BertEncoder extends AbstractBlock {
  private static final byte VERSION = 1;
  private static final float MASKED = -10_000f;

  private final BertShape shape;
  private final float dropout;
  private final Parameter words;
  private final Parameter positions;
  private final LayerNorm norm;
  private final List<BertLayer> layers = new ArrayList<>();

  /**
   * An encoder without weights.
   *
   * @param dropout share of units silenced in training
   */
  BertEncoder(BertShape shape, float dropout) {
    super(VERSION);
    this.shape = shape;
    this.dropout = dropout;
    words = addParameter(table("words", shape.vocabulary()));
    positions = addParameter(table("positions", shape.positions()));
    norm = addChildBlock("norm", BertLayer.layerNorm());
    for (int layer = 0; layer < shape.layers(); layer++) {
      layers.add(addChildBlock("layer_" + layer, new BertLayer(shape, dropout)));
    }
  }

  private Parameter table(String name, int rows) {
    return Parameter.builder()
        .setName(name)
        .setType(Parameter.Type.WEIGHT)
        .optShape(new Shape(rows, shape.hidden()))
        .build();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray ids = inputs.get(0);
    NDArray mask = inputs.get(1);
    NDArray table = store.getValue(words, ids.getDevice(), training);
    NDArray places = store.getValue(positions, ids.getDevice(), training);
    NDArray states =
        Embedding.embedding(ids, table, SparseFormat.DENSE)
            .head()
            .add(places.get(":" + ids.getShape().get(1)));
    states = norm.forward(store, new NDList(states), training).head();
    states = Dropout.dropout(states, dropout, training).head();
    NDArray bias = mask.neg().add(1).mul(MASKED).expandDims(1).expandDims(1);
    for (BertLayer layer : layers) {
      states = layer.forward(store, new NDList(states, bias), training).head();
    }
    return new NDList(states);
  }

  /** The mean of each text's token states, divided by its length: {@code float[batch][hidden]}. */
  static NDArray sentences(NDArray states, NDArray mask) {
    NDArray sums = states.mul(mask.expandDims(2)).sum(new int[] {1});
    NDArray norms = sums.square().sum(new int[] {1}, true).add(1e-12f).sqrt();
    return sums.div(norms);
  }

  /** The token table, {@code float[vocabulary][hidden]}. */
  NDArray words(ParameterStore store, NDArray like, boolean training) {
    return store.getValue(words, like.getDevice(), training);
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    Shape states = new Shape(shapes[0].get(0), shapes[0].get(1), shape.hidden());
    norm.initialize(manager, type, states);
    for (BertLayer layer : layers) {
      layer.initialize(manager, type, states);
    }
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[0].add(shape.hidden())};
  }

  /** Sets all weights; the block must be initialized. */
  void load(BertWeights weights) {
    forEach(
        (name, array, transposed) -> {
          Shape own = array.getShape();
          int[] dimensions = new int[own.dimension()];
          for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = (int) own.get(transposed ? dimensions.length - 1 - i : i);
          }
          try (NDManager scope = array.getManager().newSubManager()) {
            NDArray values = scope.create(weights.values(name, dimensions), shapeOf(dimensions));
            (transposed ? values.transpose() : values).copyTo(array);
          }
        });
  }

  /** The weights as they are now, for {@link dev.marquee.jobs.embed.onnx.BertGraph}. */
  BertWeights weights() {
    Map<String, float[]> values = new HashMap<>();
    forEach(
        (name, array, transposed) -> {
          try (NDManager scope = array.getManager().newSubManager()) {
            NDArray copy = transposed ? array.transpose() : array;
            copy.tempAttach(scope);
            values.put(name, copy.toFloatArray());
          }
        });
    return (name, dimensions) -> {
      float[] found = values.get(name);
      if (found == null && name.startsWith("embeddings.token_type")) {
        // Every text is the first and only sentence; its segment vector is part of the positions'.
        return new float[dimensions[0] * dimensions[1]];
      }
      return found;
    };
  }

  private static Shape shapeOf(int[] dimensions) {
    long[] sizes = new long[dimensions.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = dimensions[i];
    }
    return new Shape(sizes);
  }

  /** Takes a parameter under the name it has in the usual BERT state dictionaries. */
  interface Visitor {
    void visit(String name, NDArray array, boolean transposed);
  }

  private void forEach(Visitor visitor) {
    visitor.visit("embeddings.word_embeddings.weight", words.getArray(), false);
    visitor.visit("embeddings.position_embeddings.weight", positions.getArray(), false);
    BertLayer.visit(visitor, "embeddings.LayerNorm", norm);
    for (int layer = 0; layer < layers.size(); layer++) {
      layers.get(layer).visit(visitor, "encoder.layer." + layer);
    }
  }
}
