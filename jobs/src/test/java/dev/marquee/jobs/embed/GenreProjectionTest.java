package dev.marquee.jobs.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.jobs.pipeline.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class GenreProjectionTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType)
          .add("vector", DataTypes.createArrayType(DataTypes.FloatType))
          .add("genres", DataTypes.createArrayType(DataTypes.StringType));

  @Test
  void mixesByWeightAndDividesByTheLength() {
    // e = (1, 0), p = (0, 1), w = 1/4: (3/4, 1/4) of length sqrt(10) / 4, so (3, 1) / sqrt(10).
    float root = (float) Math.sqrt(10);
    assertThat(GenreProjection.mix(new float[] {1, 0}, new float[] {0, 1}, 0.25))
        .containsExactly(new float[] {3 / root, 1 / root}, within(1e-6f));

    // Two movies of the same words, at a right angle to their genres p and q with cosine c, have
    // the
    // cosine ((1 - w)^2 + w^2 c) / ((1 - w)^2 + w^2). With c = 0 and w = 1/4: 9 / 10.
    float[] words = {1, 0, 0};
    float[] first = GenreProjection.mix(words, new float[] {0, 1, 0}, 0.25);
    float[] second = GenreProjection.mix(words, new float[] {0, 0, 1}, 0.25);
    assertThat(dot(first, second)).isCloseTo(0.9, within(1e-6));
    // c = 3/5: (9 + 3/5) / 10.
    float[] third = GenreProjection.mix(words, new float[] {0, 0.6f, 0.8f}, 0.25);
    assertThat(dot(first, third)).isCloseTo(0.96, within(1e-6));

    assertThat(GenreProjection.mix(words, new float[] {0, 1, 0}, 1)).containsExactly(0, 1, 0);
    // The two cancel out: a direction of zero length is none.
    assertThat(GenreProjection.mix(words, new float[] {-1, 0, 0}, 0.5)).isSameAs(words);
  }

  @Test
  void directionsAreUnitVectorsThatDependOnTheNamesAlone() {
    int length = 1024;
    float[] drama = GenreProjection.direction(List.of("Drama"), length);
    float[] comedy = GenreProjection.direction(List.of("Comedy"), length);
    float[] both = GenreProjection.direction(List.of("Drama", "Comedy"), length);
    assertThat(dot(drama, drama)).isCloseTo(1, within(1e-5));
    assertThat(dot(both, both)).isCloseTo(1, within(1e-5));
    assertThat(both)
        .containsExactly(GenreProjection.direction(List.of("Comedy", "Drama", "Comedy"), length));
    // Independent signs: a cosine c has the deviation 1 / sqrt(1024) = 0.03; with c, a genre and a
    // pair that holds it have the cosine (1 + c) / sqrt(2 + 2 c) = sqrt((1 + c) / 2).
    double cosine = dot(drama, comedy);
    assertThat(cosine).isCloseTo(0, within(0.15));
    assertThat(dot(drama, both)).isCloseTo(Math.sqrt((1 + cosine) / 2), within(1e-5));
    assertThat(GenreProjection.direction(List.of(), 3)).containsOnly(0);
    // Published vectors rest on these signs.
    assertThat(GenreProjection.direction(List.of("Drama"), 4))
        .containsExactly(-0.5f, 0.5f, 0.5f, -0.5f);
  }

  @Test
  void tellsMoviesOfTheSameWordsApartByTheirGenres() {
    List<Float> words = List.of(0.6f, 0f, 0.8f, 0f);
    List<Row> rows =
        List.of(
            RowFactory.create(1L, words, List.of("Drama", "War")),
            RowFactory.create(2L, words, List.of("War", "Drama")),
            RowFactory.create(3L, words, List.of("Comedy")),
            RowFactory.create(4L, words, List.of()));
    Dataset<Row> movies = LocalSpark.session().createDataFrame(rows, SCHEMA);

    List<List<Float>> mixed = vectors(new GenreProjection(0.2), movies);
    assertThat(mixed.get(0)).isEqualTo(mixed.get(1)).isNotEqualTo(mixed.get(2));
    assertThat(mixed.get(2)).isNotEqualTo(words);
    assertThat(mixed.get(3)).isEqualTo(words);

    assertThat(vectors(new GenreProjection(0), movies)).containsOnly(words);
  }

  @Test
  void theKeyHoldsGenresAndWeight() {
    assertThat(key(0.2, "War", "Drama"))
        .isEqualTo(key(0.2, "Drama", "War"))
        .isEqualTo("0.2|Drama|War");
    assertThat(key(0.3, "Drama")).isEqualTo("0.3|Drama");
    assertThat(key(0, "Drama")).isNull();
  }

  @Test
  void refusesWeightsOutsideItsRange() {
    for (double weight : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> new GenreProjection(weight))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static List<List<Float>> vectors(GenreProjection projection, Dataset<Row> movies) {
    List<List<Float>> vectors = new ArrayList<>();
    for (Row row : projection.mix(movies, "vector", "genres").orderBy("id").collectAsList()) {
      vectors.add(row.getList(1));
    }
    return vectors;
  }

  private static String key(double weight, String... genres) {
    Row row = RowFactory.create(1L, List.of(), List.of(genres));
    return LocalSpark.session()
        .createDataFrame(List.of(row), SCHEMA)
        .select(new GenreProjection(weight).key(functions.col("genres")))
        .first()
        .getString(0);
  }

  private static double dot(float[] first, float[] second) {
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += first[i] * second[i];
    }
    return sum;
  }
}
