package dev.marquee.jobs.embed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;

import com.johnsnowlabs.ml.onnx.OnnxSession;
import com.johnsnowlabs.ml.onnx.OnnxWrapper;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Sentence vectors by Spark NLP from an ONNX export: mean of the token states, then L2, which is
 * how all-MiniLM-L6-v2 and its kin are used.
 *
 * <p>Pooling runs inside the ONNX graph. Spark NLP 5.5 has annotators that pool, but they use the
 * first text's attention mask for the whole batch, so that a vector depends on its neighbours, and
 * they take as long as a small encoder.
 *
 * <p>Padding is what costs, so texts of similar length go through the model together: rows are
 * sorted evenly over the tasks and sorted by length within each.
 */
public final class SparkNlpEncoder {
  private static final int TASKS_PER_CORE = 16;
  private static final int TEXTS_PER_TASK = 16;
  private static final String LENGTH = "length";

  private final SparkSession spark;
  private final SentenceAnnotator annotator;

  /**
   * Loads the encoder.
   *
   * @param encoder kept until this process ends, since Spark serves the model's file from there
   * @param maxTokens word pieces of a text that are read, if the encoder takes as many
   * @param batchSize texts that go through the model together
   */
  public SparkNlpEncoder(
      SparkSession spark, EncoderDirectory encoder, int maxTokens, int batchSize) {
    this.spark = spark;
    annotator =
        new SentenceAnnotator(
            JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(encoder.tokenizer()));
    annotator.setCaseSensitive(!encoder.settings().tokenizer().lowerCase());
    annotator.setVocabulary(vocabulary(encoder.pieces()));
    annotator.setModelIfNotSet(
        spark, Option.empty(), Option.apply(onnx(spark, encoder)), Option.empty());
    annotator.setMaxSentenceLength(encoder.limit(maxTokens));
    annotator.setBatchSize(batchSize);
  }

  /**
   * Encodes texts.
   *
   * @param texts rows with a unique {@code key} and a {@code text} column; read more than once
   * @param count the number of rows
   * @return {@code key} and {@code vector}, a unit vector as {@code array<float>}; null where the
   *     model failed
   */
  public Dataset<Row> encode(
      Dataset<Row> texts, String key, String text, String vector, long count) {
    // The longest first: a core that is done early takes one of the short tasks at the end.
    Column[] order = {col(LENGTH).desc(), col(key)};
    Dataset<Row> sorted =
        texts
            .select(col(key), col(text), length(col(text)).as(LENGTH))
            .repartitionByRange(partitions(count), order)
            .sortWithinPartitions(order);
    StructType schema =
        new StructType()
            .add(texts.schema().apply(key))
            .add(vector, DataTypes.createArrayType(DataTypes.FloatType, false));
    MapPartitionsFunction<Row, Row> annotate = annotator::annotate;
    return sorted.mapPartitions(annotate, Encoders.row(schema));
  }

  /**
   * What {@code BertSentenceEmbeddings.loadSavedModel} does, but under a name of the model's own:
   * Spark ships files by name, and with {@code model.onnx} a session could only ever use one
   * encoder.
   */
  private static OnnxWrapper onnx(SparkSession spark, EncoderDirectory encoder) {
    String pooled = encoder.writePooled().getFileName().toString();
    Supplier<OnnxWrapper> load =
        () -> {
          OnnxWrapper onnx =
              OnnxWrapper.read(
                  spark,
                  encoder.model().getParent().toString(),
                  false,
                  true,
                  pooled.replace(".onnx", ""),
                  Option.empty(),
                  Option.empty());
          // Local tasks share this session. Elsewhere the driver only warms the model up, and need
          // not have the GPU of the executors: without options it stays on the CPU.
          onnx.getSession(
              spark.sparkContext().isLocal()
                  ? new OnnxSession().getSessionOptions()
                  : scala.collection.immutable.Map$.MODULE$.empty());
          return onnx;
        };
    // Opening says on standard output, which is for results, which processor it uses.
    return scala.Console.withOut(OutputStream.nullOutputStream(), load::get);
  }

  /** The pieces with their ids, as Spark NLP's annotators want them. */
  static scala.collection.immutable.Map<String, Object> vocabulary(List<String> pieces) {
    Map<String, Object> ids = new HashMap<>();
    for (int id = 0; id < pieces.size(); id++) {
      ids.put(pieces.get(id), id);
    }
    return scala.collection.immutable.Map$.MODULE$
        .<String, Object>empty()
        .$plus$plus(JavaConverters.mapAsScalaMap(ids));
  }

  /** Several tasks a core even out the work, as long as each has enough texts to be worth it. */
  private int partitions(long count) {
    int cores = spark.sparkContext().defaultParallelism();
    return (int) Math.max(1, Math.min(count / TEXTS_PER_TASK, (long) TASKS_PER_CORE * cores));
  }
}
