package dev.marquee.jobs.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * An encoder with the head that guesses hidden pieces (Devlin et al. 2019, section 3.1): dense,
 * GELU, normalisation, then the product with the token table. Inputs: ids, mask and {@code
 * int64[hidden pieces]}, places in the flattened batch. Output: logits {@code float[hidden
 * pieces][vocabulary]}.
 */
final class MaskedLanguageModel extends AbstractBlock {
  private static final byte VERSION = 1;

  private final BertEncoder encoder;
  private final int hidden;
  private final Linear dense;
  private final LayerNorm norm = addChildBlock("norm", LayerNorm.builder().axis(1).build());
  private final Parameter bias;

  MaskedLanguageModel(BertEncoder encoder, int hidden, int vocabulary) {
    super(VERSION);
    this.hidden = hidden;
    this.encoder = addChildBlock("encoder", encoder);
    dense = addChildBlock("dense", Linear.builder().setUnits(hidden).build());
    bias =
        addParameter(
            Parameter.builder()
                .setName("bias")
                .setType(Parameter.Type.BIAS)
                .optShape(new Shape(vocabulary))
                .build());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray states =
        encoder.forward(store, new NDList(inputs.get(0), inputs.get(1)), training).head();
    NDArray places = inputs.get(2);
    NDArray pieces = states.reshape(-1, hidden).get(places);
    NDArray guess = Activation.gelu(dense.forward(store, new NDList(pieces), training).head());
    guess = norm.forward(store, new NDList(guess), training).head();
    NDArray table = encoder.words(store, places, training);
    return new NDList(
        guess.matMul(table.transpose()).add(store.getValue(bias, places.getDevice(), training)));
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    encoder.initialize(manager, type, shapes[0], shapes[1]);
    Shape pieces = new Shape(shapes[2].get(0), hidden);
    dense.initialize(manager, type, pieces);
    norm.initialize(manager, type, pieces);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {new Shape(inputShapes[2].get(0), bias.getShape().get(0))};
  }
}
