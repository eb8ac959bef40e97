package dev.marquee.jobs.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * A BERT sentence encoder on ONNX Runtime alone: mean of the token vectors, then L2. It is the
 * yardstick for the stage's speed and vectors, and opens an encoder once to see that it works. Safe
 * for use by several threads.
 */
public final class OnnxSentenceEncoder implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /**
   * Opens a model.
   *
   * @param threads threads of one call
   */
  public OnnxSentenceEncoder(Path model, int threads) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(model.toString(), options);
    }
  }

  /** The open session, for a look at its inputs and outputs. */
  OrtSession session() {
    return session;
  }

  /** The unit vectors of some texts, given as token ids; shorter ones are padded with 0. */
  public float[][] encode(int[][] tokens) throws OrtException {
    int longest = 0;
    for (int[] text : tokens) {
      longest = Math.max(longest, text.length);
    }
    long[] ids = new long[tokens.length * longest];
    long[] mask = new long[ids.length];
    for (int text = 0; text < tokens.length; text++) {
      for (int token = 0; token < tokens[text].length; token++) {
        ids[text * longest + token] = tokens[text][token];
        mask[text * longest + token] = 1;
      }
    }
    long[] shape = {tokens.length, longest};
    try (OnnxTensor idTensor = tensor(ids, shape);
        OnnxTensor maskTensor = tensor(mask, shape);
        OnnxTensor typeTensor = tensor(new long[ids.length], shape);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids", idTensor,
                    "attention_mask", maskTensor,
                    "token_type_ids", typeTensor))) {
      OnnxTensor states = (OnnxTensor) result.get("last_hidden_state").orElseThrow();
      int hidden = (int) states.getInfo().getShape()[2];
      FloatBuffer values = states.getFloatBuffer();
      float[][] vectors = new float[tokens.length][];
      for (int text = 0; text < tokens.length; text++) {
        float[] sum = new float[hidden];
        float[] state = new float[hidden];
        for (int token = 0; token < tokens[text].length; token++) {
          values.get((text * longest + token) * hidden, state);
          for (int i = 0; i < hidden; i++) {
            sum[i] += state[i];
          }
        }
        vectors[text] = unit(sum);
      }
      return vectors;
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }

  private OnnxTensor tensor(long[] values, long[] shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  /** Divides by the Euclidean length; the mean's divisor cancels out. */
  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += value * value;
    }
    float scale = (float) (1 / Math.sqrt(squares));
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= scale;
    }
    return vector;
  }
}
