package dev.marquee.jobs.embed;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.marquee.jobs.embed.onnx.OnnxMeanPooling;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A BERT sentence encoder on ONNX Runtime alone: mean of the token vectors, then L2. It is the
 * yardstick for the stage's speed and vectors, and opens an encoder once to see that it works. The
 * export may lack {@code token_type_ids}. Safe for use by several threads.
 */
public final class OnnxSentenceEncoder implements AutoCloseable {
  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String TYPES = "token_type_ids";

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final String states;
  private final boolean types;

  /**
   * Opens a model.
   *
   * @param threads threads of one call
   * @throws IllegalArgumentException if its inputs or outputs are not those of a BERT's transformer
   */
  public OnnxSentenceEncoder(Path model, int threads) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      session = environment.createSession(model.toString(), options);
    }
    try {
      checkInputs();
      states = tokenStates();
      types = session.getInputNames().contains(TYPES);
    } catch (OrtException | IllegalArgumentException e) {
      session.close();
      throw e;
    }
  }

  private void checkInputs() {
    Set<String> inputs = new TreeSet<>(session.getInputNames());
    if (!inputs.containsAll(Set.of(IDS, MASK)) || !Set.of(IDS, MASK, TYPES).containsAll(inputs)) {
      throw new IllegalArgumentException(
          "inputs %s, expected %s, %s and possibly %s".formatted(inputs, IDS, MASK, TYPES));
    }
  }

  /** The output that holds a vector for each token. */
  private String tokenStates() throws OrtException {
    Map<String, NodeInfo> outputs = session.getOutputInfo();
    for (String name : OnnxMeanPooling.STATE_NAMES) {
      if (outputs.containsKey(name)) {
        if (outputs.get(name).getInfo() instanceof TensorInfo tensor
            && tensor.type == OnnxJavaType.FLOAT
            && tensor.getShape().length == 3) {
          return name;
        }
        throw new IllegalArgumentException(
            "output %s as %s, expected 32-bit numbers [batch, tokens, hidden], not pooled"
                .formatted(name, outputs.get(name).getInfo()));
      }
    }
    throw new IllegalArgumentException(
        "outputs %s, expected %s"
            .formatted(outputs.keySet(), String.join(" or ", OnnxMeanPooling.STATE_NAMES)));
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
                types
                    ? Map.of(IDS, idTensor, MASK, maskTensor, TYPES, typeTensor)
                    : Map.of(IDS, idTensor, MASK, maskTensor),
                Set.of(states))) {
      OnnxTensor output = (OnnxTensor) result.get(0);
      int hidden = (int) output.getInfo().getShape()[2];
      FloatBuffer values = output.getFloatBuffer();
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
