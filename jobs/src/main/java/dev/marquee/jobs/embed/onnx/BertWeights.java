package dev.marquee.jobs.embed.onnx;

/**
 * Where the weights of a BERT come from. Names are those of the usual BERT state dictionaries
 * ({@code embeddings.word_embeddings.weight}, {@code encoder.layer.0.attention.self.query.bias});
 * the matrix of a dense layer is {@code [input][output]}, so that {@code x W + b} needs no
 * transposition.
 */
@FunctionalInterface
public interface BertWeights {
  /** The values of a parameter in row-major order; as many as {@code shape} multiplies to. */
  float[] values(String name, int... shape);
}
