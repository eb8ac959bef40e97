package dev.marquee.jobs.ncf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.ParameterStore;
import ai.djl.training.initializer.NormalInitializer;
import ai.djl.util.PairList;

/**
 * A plain table of vectors, {@code float[rows][size]}, looked up by row number. Gradients are
 * dense: Adam cannot add sparse ones in this engine.
 */
final class EmbeddingTable extends AbstractBlock {
  private static final byte VERSION = 1;

  /** Initial standard deviation, as in He et al. 2017, section 4.1. */
  private static final float INITIAL_DEVIATION = 0.01f;

  private final Parameter weight;
  private final int size;

  EmbeddingTable(int rows, int size) {
    super(VERSION);
    this.size = size;
    weight =
        addParameter(
            Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(rows, size))
                .optInitializer(new NormalInitializer(INITIAL_DEVIATION))
                .build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray rows = inputs.singletonOrThrow();
    NDArray table = store.getValue(weight, rows.getDevice(), training);
    return Embedding.embedding(rows, table, SparseFormat.DENSE);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[0].add(size)};
  }

  /** The table's values, {@code float[rows][size]}, living as long as the model. */
  NDArray values() {
    return weight.getArray();
  }
}
