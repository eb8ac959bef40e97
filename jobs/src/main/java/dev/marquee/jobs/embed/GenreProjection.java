package dev.marquee.jobs.embed;

import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Mixes a movie's genres into its sentence vector, so that equal words in different genres do not
 * give equal vectors. With the weight {@code w}, the sentence's unit vector {@code e} and the
 * genres' unit vector {@code p}, the result is the unit vector along {@code (1 - w) e + w p}.
 *
 * <p>{@code p} is the multi-hot vector of the genres times a random matrix of signs (Achlioptas
 * 2003), brought to length 1. A genre's row of that matrix is drawn from the hash of its name:
 * vectors stay as they are when the catalogue gains a genre, and any two genres are nearly
 * orthogonal (their cosine deviates from 0 by {@code 1 / sqrt(length)}).
 */
final class GenreProjection {
  private final double weight;

  /** A projection with this weight of the genres, 0 to 1; 0 leaves every vector as it is. */
  GenreProjection(double weight) {
    if (!(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("genre weight " + weight + ", expected 0 to 1");
    }
    this.weight = weight;
  }

  /**
   * What a mixed vector depends on beyond its sentence: weight and genres; null with the weight 0.
   *
   * @param genres names of the movie's genres; their order does not count
   */
  Column key(Column genres) {
    return weight == 0
        ? lit(null).cast(DataTypes.StringType)
        : concat_ws("|", lit(weight), array_sort(genres));
  }

  /**
   * Replaces the sentence vectors by mixed ones. A movie without genres keeps its vector.
   *
   * @param rows with unit vectors {@code array<float>} and names of genres {@code array<string>}
   */
  Dataset<Row> mix(Dataset<Row> rows, String embedding, String genres) {
    if (weight == 0) {
      return rows;
    }
    double share = weight;
    UDF2<Seq<Float>, Seq<String>, float[]> mix =
        (sentence, names) ->
            mix(
                floats(sentence),
                direction(JavaConverters.seqAsJavaList(names), sentence.size()),
                share);
    UserDefinedFunction mixed = udf(mix, DataTypes.createArrayType(DataTypes.FloatType, false));
    return rows.withColumn(embedding, mixed.apply(col(embedding), col(genres)));
  }

  /**
   * The unit vector along {@code (1 - weight) sentence + weight genres}.
   *
   * @param sentence a unit vector
   * @param genres a unit vector, or zero, which keeps the sentence's
   */
  static float[] mix(float[] sentence, float[] genres, double weight) {
    double[] sum = new double[sentence.length];
    double squares = 0;
    double genreSquares = 0;
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (1 - weight) * sentence[i] + weight * genres[i];
      squares += sum[i] * sum[i];
      genreSquares += genres[i] * genres[i];
    }
    // Opposite vectors can cancel out, and then have no direction to speak of.
    if (genreSquares == 0 || squares == 0) {
      return sentence;
    }
    double scale = 1 / Math.sqrt(squares);
    float[] mixed = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      mixed[i] = (float) (sum[i] * scale);
    }
    return mixed;
  }

  /** The unit vector of some genres, whatever their order; zero where there are none. */
  static float[] direction(Collection<String> genres, int length) {
    int[] sum = new int[length];
    for (String genre : Set.copyOf(genres)) {
      Random random = new Random(seed(genre));
      for (int i = 0; i < length; i++) {
        sum[i] += random.nextBoolean() ? 1 : -1;
      }
    }
    double squares = Arrays.stream(sum).mapToDouble(value -> (double) value * value).sum();
    float[] direction = new float[length];
    for (int i = 0; i < length && squares > 0; i++) {
      direction[i] = (float) (sum[i] / Math.sqrt(squares));
    }
    return direction;
  }

  /** The first 64 bits of the name's SHA-256. */
  private static long seed(String genre) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(genre.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static float[] floats(Seq<Float> values) {
    float[] floats = new float[values.size()];
    int next = 0;
    for (float value : JavaConverters.seqAsJavaList(values)) {
      floats[next++] = value;
    }
    return floats;
  }
}
