package dev.marquee.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.evaluation.split.Interactions;
import dev.marquee.evaluation.split.Split;
import dev.marquee.evaluation.split.TestSplits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MLlib's implicit ALS against figures of another implementation, with other regularisation. */
class ImplicitAlsIT {
  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .appName("tests")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "ml-100k, random, .457, .1",
    "ml-100k, temporal, .186, .05",
    "ml-100k, strong, .422, .1",
    "ml-latest-small, random, .389, .15",
    "ml-latest-small, temporal, .121, .1",
    "ml-latest-small, strong, .392, .1",
  })
  void nearTheReferences(String set, String name, double reference, double regularization) {
    Split split = ReferenceSplits.read(set, name);
    ImplicitAls als =
        ImplicitAls.train(spark, split.train(), AlsSettings.DEFAULT.with(1, regularization));
    assertThat(ReferenceSplits.ndcg(split, als)).isEqualTo(reference, within(0.01));
  }

  @Test
  void theUserSolvedForAtRequestTimeIsMllibs() {
    Random random = new Random(4);
    int[][] users = new int[20][];
    List<Row> rows = new ArrayList<>();
    for (int user = 0; user < users.length; user++) {
      users[user] = IntStream.range(0, 15).filter(movie -> random.nextInt(3) == 0).toArray();
      for (int movie : users[user]) {
        rows.add(RowFactory.create(user, movie, 1f));
      }
    }
    AlsSettings settings = new AlsSettings(4, 2, 0.1, 3, 1);
    ALSModel model =
        new ALS()
            .setImplicitPrefs(true)
            .setRank(4)
            .setAlpha(2)
            .setRegParam(0.1)
            .setMaxIter(3)
            .setSeed(1)
            .fit(
                spark.createDataFrame(
                    rows,
                    new StructType()
                        .add("user", DataTypes.IntegerType)
                        .add("item", DataTypes.IntegerType)
                        .add("rating", DataTypes.FloatType)));
    float[][] movies = vectors(model.itemFactors().collectAsList(), 15);
    float[][] expected = vectors(model.userFactors().collectAsList(), 20);
    ImplicitAls als = new ImplicitAls(settings, movies);
    Interactions train = TestSplits.interactions(15, users);
    for (int user = 0; user < users.length; user++) {
      double[] vector = als.userVector(train.history(user));
      for (int i = 0; i < vector.length; i++) {
        assertThat(vector[i]).isEqualTo(expected[user][i], within(1e-4));
      }
    }
  }

  private static float[][] vectors(List<Row> factors, int count) {
    float[][] vectors = new float[count][4];
    for (Row row : factors) {
      List<Float> values = row.getList(1);
      for (int i = 0; i < 4; i++) {
        vectors[row.getInt(0)][i] = values.get(i);
      }
    }
    return vectors;
  }
}
