package dev.marquee.jobs.embed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;

import com.johnsnowlabs.ml.onnx.OnnxWrapper;
import com.johnsnowlabs.nlp.DocumentAssembler;
import com.johnsnowlabs.nlp.embeddings.E5Embeddings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Option;
import scala.collection.JavaConverters;

/**
 * Sentence vectors by Spark NLP from an ONNX export: mean of the token vectors, then L2, which is
 * how all-MiniLM-L6-v2 and its kin are used. Spark NLP calls the annotator that does this E5.
 *
 * <p>Each text goes through the model alone. Spark NLP 5.5 pools all texts of a batch with the
 * attention mask of the first, so that in larger batches a text's vector would depend on its
 * neighbours; and on CPUs, one text at a time is as fast as batches sorted by length, without their
 * padding.
 */
public final class SparkNlpEncoder {
  private static final int TASKS_PER_CORE = 4;
  private static final int TEXTS_PER_TASK = 16;
  private static final String DOCUMENT = "document";
  private static final String SENTENCE = "sentence";

  private final SparkSession spark;
  private final E5Embeddings annotator;

  /**
   * Loads the encoder.
   *
   * @param encoder kept until this process ends, since Spark serves the model's file from there
   * @param maxTokens word pieces of a text that are read
   */
  public SparkNlpEncoder(SparkSession spark, EncoderDirectory encoder, int maxTokens) {
    this.spark = spark;
    encoder.keepUntilExit();
    annotator = new E5Embeddings();
    annotator.setVocabulary(vocabulary(encoder));
    annotator.setModelIfNotSet(
        spark, Option.empty(), Option.apply(onnx(spark, encoder)), Option.empty());
    annotator.setInputCols(new String[] {DOCUMENT});
    annotator.setOutputCol(SENTENCE);
    annotator.setMaxSentenceLength(maxTokens);
    annotator.setBatchSize(1);
  }

  /**
   * Encodes texts.
   *
   * @param texts rows with a unique {@code key} and a {@code text} column
   * @param count the number of rows
   * @return {@code key} and {@code vector}, a unit vector as {@code array<float>}; null where the
   *     model failed
   */
  public Dataset<Row> encode(
      Dataset<Row> texts, String key, String text, String vector, long count) {
    Dataset<Row> spread =
        texts.select(col(key), col(text)).repartition(partitions(count), col(key));
    DocumentAssembler assembler = new DocumentAssembler();
    assembler.setInputCol(text);
    assembler.setOutputCol(DOCUMENT);
    return new Pipeline()
        .setStages(new PipelineStage[] {assembler, annotator})
        .fit(spread)
        .transform(spread)
        .select(col(key), element_at(col(SENTENCE), 1).getField("embeddings").as(vector));
  }

  /**
   * What {@code E5Embeddings.loadSavedModel} does, but under a name of the model's own: Spark ships
   * files by name, and with {@code model.onnx} a session could only ever use one encoder.
   */
  private static OnnxWrapper onnx(SparkSession spark, EncoderDirectory encoder) {
    // It tells standard output, which is for results, which processor it uses.
    return scala.Console.withOut(
        OutputStream.nullOutputStream(),
        () ->
            OnnxWrapper.read(
                spark,
                encoder.local().toString(),
                false,
                true,
                encoder.modelName(),
                Option.empty(),
                Option.empty()));
  }

  private static scala.collection.immutable.Map<String, Object> vocabulary(
      EncoderDirectory encoder) {
    try {
      List<String> pieces = Files.readAllLines(encoder.vocabulary(), StandardCharsets.UTF_8);
      Map<String, Object> ids = new HashMap<>();
      for (String piece : pieces) {
        ids.put(piece, ids.size());
      }
      return scala.collection.immutable.Map$.MODULE$
          .<String, Object>empty()
          .$plus$plus(JavaConverters.mapAsScalaMap(ids));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Several tasks a core even out the work, as long as each has enough texts to be worth it. */
  private int partitions(long count) {
    int cores = spark.sparkContext().defaultParallelism();
    return (int) Math.max(1, Math.min(count / TEXTS_PER_TASK, (long) TASKS_PER_CORE * cores));
  }
}
