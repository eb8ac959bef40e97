package dev.marquee.jobs.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import dev.marquee.jobs.embed.WordPieceTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Texts to unit vectors with DJL, as the exported model would give them. */
final class SentenceVectors {
  private static final int BATCH = 32;

  private SentenceVectors() {}

  /** One vector a text, in the texts' order. */
  static float[][] of(
      BertEncoder encoder,
      NDManager manager,
      WordPieceTokenizer tokenizer,
      int maxTokens,
      List<String> texts) {
    int[][] tokens =
        texts.stream().map(text -> tokenizer.encode(text, maxTokens)).toArray(int[][]::new);
    // By length: padding is what costs.
    int[] order =
        IntStream.range(0, tokens.length)
            .boxed()
            .sorted(Comparator.comparingInt(text -> tokens[text].length))
            .mapToInt(Integer::intValue)
            .toArray();
    float[][] vectors = new float[tokens.length][];
    ParameterStore store = new ParameterStore(manager, false);
    for (int from = 0; from < order.length; from += BATCH) {
      int[] batch = Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH));
      List<int[]> rows = new ArrayList<>();
      for (int text : batch) {
        rows.add(tokens[text]);
      }
      try (NDManager step = manager.newSubManager()) {
        NDList inputs = TokenBatch.of(rows).inputs(step);
        NDArray states = encoder.forward(store, inputs, false).head();
        float[] flat = BertEncoder.sentences(states, inputs.get(1)).toFloatArray();
        int size = flat.length / batch.length;
        for (int i = 0; i < batch.length; i++) {
          vectors[batch[i]] = Arrays.copyOfRange(flat, i * size, (i + 1) * size);
        }
      }
    }
    return vectors;
  }
}
