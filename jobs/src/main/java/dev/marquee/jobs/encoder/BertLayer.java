package dev.marquee.jobs.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.norm.LayerNorm;
import ai.djl.nn.transformer.ScaledDotProductAttentionBlock;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import dev.marquee.jobs.embed.onnx.BertShape;

/**
 * One transformer layer (Vaswani et al. 2017, section 3.1), normalised after each residual sum.
 * Inputs: states {@code float[batch][sequence][hidden]} and an attention bias {@code
 * float[batch][1][1][sequence]}. Output: states of the same shape.
 */
final class BertLayer extends AbstractBlock {
  private static final byte VERSION = 1;
  private static final float EPSILON = 1e-12f;

  private final BertShape shape;
  private final float dropout;
  private final ScaledDotProductAttentionBlock attention;
  private final LayerNorm attentionNorm = addChildBlock("attention_norm", layerNorm());
  private final Linear intermediate;
  private final Linear output;
  private final LayerNorm outputNorm = addChildBlock("output_norm", layerNorm());

  BertLayer(BertShape shape, float dropout) {
    super(VERSION);
    this.shape = shape;
    this.dropout = dropout;
    attention =
        addChildBlock(
            "attention",
            ScaledDotProductAttentionBlock.builder()
                .setEmbeddingSize(shape.hidden())
                .setHeadCount(shape.heads())
                .optAttentionProbsDropoutProb(dropout)
                .build());
    intermediate =
        addChildBlock("intermediate", Linear.builder().setUnits(shape.intermediate()).build());
    output = addChildBlock("output", Linear.builder().setUnits(shape.hidden()).build());
  }

  /** Over the last axis, with BERT's epsilon. */
  static LayerNorm layerNorm() {
    return LayerNorm.builder().axis(2).optEpsilon(EPSILON).build();
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
    NDArray states = inputs.get(0);
    NDArray attended = attention.forward(store, inputs, training).head();
    NDArray middle = residual(store, attentionNorm, states, attended, training);
    NDArray inner =
        Activation.gelu(intermediate.forward(store, new NDList(middle), training).head());
    NDArray outer = output.forward(store, new NDList(inner), training).head();
    return new NDList(residual(store, outputNorm, middle, outer, training));
  }

  private NDArray residual(
      ParameterStore store, LayerNorm norm, NDArray states, NDArray branch, boolean training) {
    NDArray kept = Dropout.dropout(branch, dropout, training).head();
    return norm.forward(store, new NDList(states.add(kept)), training).head();
  }

  @Override
  protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    attention.initialize(manager, type, shapes[0]);
    attentionNorm.initialize(manager, type, shapes[0]);
    intermediate.initialize(manager, type, shapes[0]);
    output.initialize(
        manager, type, new Shape(shapes[0].get(0), shapes[0].get(1), shape.intermediate()));
    outputNorm.initialize(manager, type, shapes[0]);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[0]};
  }

  /** Shows every parameter under its name in the usual BERT state dictionaries. */
  void visit(BertEncoder.Visitor visitor, String name) {
    visit(visitor, name + ".attention.self.query", attention.getQueryProjection());
    visit(visitor, name + ".attention.self.key", attention.getKeyProjection());
    visit(visitor, name + ".attention.self.value", attention.getValueProjection());
    visit(visitor, name + ".attention.output.dense", attention.getResultProjection());
    visit(visitor, name + ".attention.output.LayerNorm", attentionNorm);
    visit(visitor, name + ".intermediate.dense", intermediate);
    visit(visitor, name + ".output.dense", output);
    visit(visitor, name + ".output.LayerNorm", outputNorm);
  }

  /** A dense layer or a normalisation; DJL keeps matrices {@code [output][input]}. */
  static void visit(BertEncoder.Visitor visitor, String name, Block block) {
    boolean dense = block instanceof Linear;
    var parameters = block.getParameters();
    visitor.visit(name + ".weight", parameters.get(dense ? "weight" : "gamma").getArray(), dense);
    visitor.visit(name + ".bias", parameters.get(dense ? "bias" : "beta").getArray(), false);
  }
}
