package dev.marquee.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.evaluation.split.Split;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
    "ml-100k, random, .457, 1.5, .1",
    "ml-100k, strong, .422, 1.5, .1",
    "ml-latest-small, strong, .392, 1, .1",
  })
  void nearTheReferences(
      String set, String name, double reference, double alpha, double regularization) {
    Split split = ReferenceSplits.read(set, name);
    ImplicitAls als =
        ImplicitAls.train(spark, split.train(), AlsSettings.DEFAULT.with(alpha, regularization));
    assertThat(ReferenceSplits.ndcg(split, als)).isEqualTo(reference, within(0.01));
  }
}
