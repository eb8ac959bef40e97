package dev.marquee.jobs.encoder;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * Token ids of several texts, padded with 0 to the longest.
 *
 * @param ids row-major {@code [texts][length]}
 * @param mask 1 for a token, 0 for padding
 */
record TokenBatch(int texts, int length, long[] ids, float[] mask) {
  static TokenBatch of(List<int[]> tokens) {
    int length = tokens.stream().mapToInt(text -> text.length).max().orElse(0);
    long[] ids = new long[tokens.size() * length];
    float[] mask = new float[ids.length];
    for (int text = 0; text < tokens.size(); text++) {
      int[] row = tokens.get(text);
      for (int i = 0; i < row.length; i++) {
        ids[text * length + i] = row[i];
        mask[text * length + i] = 1;
      }
    }
    return new TokenBatch(tokens.size(), length, ids, mask);
  }

  /** Ids {@code int64[texts][length]} and mask {@code float[texts][length]}. */
  NDList inputs(NDManager manager) {
    Shape shape = new Shape(texts, length);
    NDArray idArray = manager.create(ids, shape);
    return new NDList(idArray, manager.create(mask, shape));
  }
}
