package dev.marquee.jobs.embed.onnx;

import java.io.Serializable;

/**
 * The sizes of a BERT encoder.
 *
 * @param vocabulary rows of the token table
 * @param positions the longest text, in tokens
 * @param hidden length of a token's vector
 * @param layers transformer layers
 * @param heads attention heads of each layer; they divide {@code hidden}
 * @param intermediate units of each feed-forward network
 */
public record BertShape(
    int vocabulary, int positions, int hidden, int layers, int heads, int intermediate)
    implements Serializable {

  /** Refuses sizes below 1 and heads that do not divide the hidden size. */
  public BertShape {
    if (Math.min(
            Math.min(Math.min(vocabulary, positions), Math.min(hidden, layers)),
            Math.min(heads, intermediate))
        < 1) {
      throw new IllegalArgumentException("sizes of BERT must be at least 1");
    }
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(hidden + " hidden units do not split over " + heads);
    }
  }

  /** The shape of all-MiniLM-L6-v2. */
  public static BertShape miniLm() {
    return new BertShape(30_522, 512, 384, 6, 12, 1536);
  }
}
