package dev.marquee.jobs.embed.onnx;

import java.util.List;

/**
 * BERT (Devlin et al. 2019) as an ONNX graph with the inputs {@code input_ids}, {@code
 * attention_mask} and {@code token_type_ids}, each {@code int64[batch][sequence]}, and the output
 * {@code last_hidden_state}, every token's vector, {@code float[batch][sequence][hidden]}.
 *
 * <p>Token ids beyond the vocabulary are clipped to its last row instead of failing: programs that
 * warm a model up with fixed ids of the original vocabulary also accept a smaller one.
 */
public final class BertGraph {
  /** The name of the only output. */
  public static final String OUTPUT = "last_hidden_state";

  private static final float LAYER_NORM_EPSILON = 1e-12f;

  private final OnnxGraph graph = new OnnxGraph("bert");
  private final BertShape shape;
  private final BertWeights weights;

  private BertGraph(BertShape shape, BertWeights weights) {
    this.shape = shape;
    this.weights = weights;
  }

  /** The complete graph, ready to be written. */
  public static OnnxGraph of(BertShape shape, BertWeights weights) {
    return new BertGraph(shape, weights).build();
  }

  private OnnxGraph build() {
    String ids = graph.integerInput("input_ids", "batch", "sequence");
    String mask = graph.integerInput("attention_mask", "batch", "sequence");
    String types = graph.integerInput("token_type_ids", "batch", "sequence");
    String floatMask = graph.node("Cast", List.of(mask), OnnxAttribute.of("to", 1L));

    String states = embeddings(ids, types);
    String bias = attentionBias(floatMask);
    for (int layer = 0; layer < shape.layers(); layer++) {
      states = layer("encoder.layer." + layer, states, bias);
    }
    graph.namedNode(OUTPUT, "Identity", List.of(states));
    graph.floatOutput(OUTPUT, "batch", "sequence", shape.hidden());
    return graph;
  }

  private String embeddings(String ids, String types) {
    String known =
        graph.node(
            "Clip", List.of(ids, graph.scalar(0L), graph.scalar((long) shape.vocabulary() - 1)));
    String words = table("embeddings.word_embeddings.weight", shape.vocabulary());
    String segments = table("embeddings.token_type_embeddings.weight", 2);
    String positions = table("embeddings.position_embeddings.weight", shape.positions());
    String size = graph.node("Shape", List.of(ids));
    String length =
        graph.node("Gather", List.of(size, graph.vector(1)), OnnxAttribute.of("axis", 0L));
    String firstPositions =
        graph.node("Slice", List.of(positions, graph.vector(0), length, graph.vector(0)));
    String sum =
        add(
            add(graph.node("Gather", List.of(words, known)), firstPositions),
            graph.node("Gather", List.of(segments, types)));
    return layerNorm("embeddings.LayerNorm", sum);
  }

  /** Zero where a token may be attended to, -10000 where it is padding. */
  private String attentionBias(String floatMask) {
    String spread = graph.node("Unsqueeze", List.of(floatMask, graph.vector(1, 2)));
    String padding = graph.node("Sub", List.of(graph.scalar(1f), spread));
    return multiply(padding, graph.scalar(-10_000f));
  }

  private String layer(String name, String states, String bias) {
    String attended = attention(name + ".attention.self", states, bias);
    String projected =
        dense(name + ".attention.output.dense", attended, shape.hidden(), shape.hidden());
    String middle = layerNorm(name + ".attention.output.LayerNorm", add(states, projected));
    String inner =
        gelu(dense(name + ".intermediate.dense", middle, shape.hidden(), shape.intermediate()));
    String outer = dense(name + ".output.dense", inner, shape.intermediate(), shape.hidden());
    return layerNorm(name + ".output.LayerNorm", add(middle, outer));
  }

  private String attention(String name, String states, String bias) {
    int headSize = shape.hidden() / shape.heads();
    String query = heads(name + ".query", states, 0, 2, 1, 3);
    String key = heads(name + ".key", states, 0, 2, 3, 1);
    String value = heads(name + ".value", states, 0, 2, 1, 3);
    String products = graph.node("MatMul", List.of(query, key));
    String scaled = graph.node("Div", List.of(products, graph.scalar((float) Math.sqrt(headSize))));
    String shares =
        graph.node("Softmax", List.of(add(scaled, bias)), OnnxAttribute.of("axis", -1L));
    String mixed =
        graph.node(
            "Transpose",
            List.of(graph.node("MatMul", List.of(shares, value))),
            OnnxAttribute.of("perm", new long[] {0, 2, 1, 3}));
    return graph.node("Reshape", List.of(mixed, graph.vector(0, 0, shape.hidden())));
  }

  /** A projection split into heads: {@code [batch][heads][sequence][size]}, axes permuted so. */
  private String heads(String name, String states, long... permutation) {
    String projected = dense(name, states, shape.hidden(), shape.hidden());
    long headSize = shape.hidden() / shape.heads();
    String split =
        graph.node("Reshape", List.of(projected, graph.vector(0, 0, shape.heads(), headSize)));
    return graph.node("Transpose", List.of(split), OnnxAttribute.of("perm", permutation));
  }

  /** Gaussian error linear unit, written the way that runtimes fuse. */
  private String gelu(String x) {
    String scaled = graph.node("Div", List.of(x, graph.scalar((float) Math.sqrt(2))));
    String error = add(graph.node("Erf", List.of(scaled)), graph.scalar(1f));
    return multiply(multiply(x, error), graph.scalar(0.5f));
  }

  private String dense(String name, String x, int inputs, int outputs) {
    String matrix = parameter(name + ".weight", inputs, outputs);
    String product = graph.node("MatMul", List.of(x, matrix));
    return add(product, parameter(name + ".bias", outputs));
  }

  private String layerNorm(String name, String x) {
    return graph.node(
        "LayerNormalization",
        List.of(
            x,
            parameter(name + ".weight", shape.hidden()),
            parameter(name + ".bias", shape.hidden())),
        OnnxAttribute.of("axis", -1L),
        OnnxAttribute.of("epsilon", LAYER_NORM_EPSILON));
  }

  private String table(String name, int rows) {
    return parameter(name, rows, shape.hidden());
  }

  private String parameter(String name, int... dimensions) {
    return graph.constant(name, weights.values(name, dimensions), dimensions);
  }

  private String add(String a, String b) {
    return graph.node("Add", List.of(a, b));
  }

  private String multiply(String a, String b) {
    return graph.node("Mul", List.of(a, b));
  }
}
