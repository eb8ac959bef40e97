package dev.marquee.jobs.tfidf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.Tables;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.TfidfConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TfidfPipelineTest {
  private static final List<String> NO_GENRES = List.of();

  /** Two users call movie 1 robots, one of them twice; one user calls movie 2 so. */
  private static final Catalogue THREE =
      new Catalogue()
          .movie(1, "Space Odyssey", List.of("Sci-Fi"), null)
          .movie(2, "Space Jam", List.of("Comedy"), null)
          .movie(3, "The Quiet Man", List.of("Drama"), null)
          .tag(1, 1, "robots")
          .tag(2, 1, "Robots")
          .tag(2, 1, " robots ")
          .tag(1, 2, "robots")
          .tag(1, 99, "of no movie");

  @Test
  void handWorkedVectors() {
    // In two movies or more: robots (2 + 1 occurrences) and space (1 + 1), each in 2 of 3 movies,
    // so both have idf ln(4/3), which the norm takes out again.
    // Movie 1: (2, 1) / sqrt(5) = (.894427, .447214)
    // Movie 2: (1, 1) / sqrt(2) = (.707107, .707107)
    // Movie 3: none of them.
    TfidfConfig config = new TfidfConfig(4096, 2, 3, 5);
    PipelineModel model = TfidfPipeline.fit(THREE.texts(5), config);
    Map<Long, Map<Integer, Float>> vectors = vectors(model, THREE.texts(5));

    assertThat(vocabulary(model)).containsExactly("robots", "space");
    assertThat(vectors.get(1L)).containsOnlyKeys(0, 1);
    assertThat(vectors.get(1L).get(0)).isCloseTo(.894427f, within(1e-6f));
    assertThat(vectors.get(1L).get(1)).isCloseTo(.447214f, within(1e-6f));
    assertThat(vectors.get(2L).get(0)).isCloseTo(.707107f, within(1e-6f));
    assertThat(vectors.get(2L).get(1)).isCloseTo(.707107f, within(1e-6f));
    assertThat(vectors.get(3L)).isEmpty();
  }

  @Test
  void inverseDocumentFrequencyIsMllibs() {
    // Movie 2 has space, robots (df 2): ln(4/3) = .287682, and jam, comedy (df 1): ln(4/2) =
    // .693147. Norm: sqrt(2 * .082761 + 2 * .480453) = 1.061333, so .271057 and .653091.
    TfidfConfig config = new TfidfConfig(4096, 1, 1, 5);
    PipelineModel model = TfidfPipeline.fit(THREE.texts(5), config);
    Map<Integer, Float> vector = vectors(model, THREE.texts(5)).get(2L);

    // Most frequent first, then in alphabetical order.
    assertThat(vocabulary(model))
        .containsExactly(
            "robots", "space", "comedy", "drama", "fi", "jam", "man", "odyssey", "quiet", "sci");
    assertThat(TfidfPipeline.vocabularySize(model)).isEqualTo(10);
    assertThat(vector).containsOnlyKeys(0, 1, 2, 5);
    assertThat(vector.get(0)).isCloseTo(.271057f, within(1e-5f));
    assertThat(vector.get(1)).isCloseTo(.271057f, within(1e-5f));
    assertThat(vector.get(2)).isCloseTo(.653091f, within(1e-5f));
    assertThat(vector.get(5)).isCloseTo(.653091f, within(1e-5f));
  }

  @Test
  void vocabularyIsBounded() {
    PipelineModel model = TfidfPipeline.fit(THREE.texts(5), new TfidfConfig(3, 1, 1, 5));

    assertThat(vocabulary(model)).containsExactly("robots", "space", "comedy");
  }

  @Test
  void resultDoesNotDependOnTheOrderOfRows() {
    TfidfConfig config = new TfidfConfig(4096, 1, 3, 5);
    Dataset<Row> shuffled =
        MovieTexts.compose(THREE.movies().repartition(3), THREE.tags().repartition(4), 5);
    PipelineModel model = TfidfPipeline.fit(THREE.texts(5), config);
    PipelineModel again = TfidfPipeline.fit(shuffled, config);

    assertThat(vocabulary(again)).isEqualTo(vocabulary(model));
    assertThat(vectors(again, shuffled)).isEqualTo(vectors(model, THREE.texts(5)));
  }

  @Test
  void termsThatEveryMovieHasLeaveNoZeros() {
    // df = n: ln((2 + 1) / (2 + 1)) = 0
    Catalogue same =
        new Catalogue().movie(1, "Up", List.of("Drama"), null).movie(2, "", List.of("Drama"), null);
    PipelineModel model = TfidfPipeline.fit(same.texts(5), new TfidfConfig(10, 2, 3, 5));

    assertThat(vocabulary(model)).containsExactly("drama");
    assertThat(vectors(model, same.texts(5)))
        .hasSize(2)
        .allSatisfy((id, v) -> assertThat(v).isEmpty());
  }

  @Test
  void phrasesStayWithinAFieldAndATag() {
    Catalogue one =
        new Catalogue()
            .movie(1, "Alpha Beta", List.of("Gamma", "Delta"), "Kappa of\n Lambda")
            .tag(1, 1, "epsilon zeta")
            .tag(2, 1, "epsilon zeta")
            .tag(1, 1, "eta");
    PipelineModel model = TfidfPipeline.fit(one.texts(5), new TfidfConfig(100, 1, 3, 5));

    assertThat(vocabulary(model))
        .containsExactlyInAnyOrder(
            "alpha",
            "beta",
            "alpha beta",
            "gamma",
            "delta",
            "epsilon",
            "zeta",
            "epsilon zeta",
            "eta",
            "kappa",
            "lambda",
            "kappa lambda");
  }

  @Test
  void longestPhraseIsConfigured() {
    Catalogue one = new Catalogue().movie(1, "red green blue", NO_GENRES, null);

    assertThat(vocabulary(TfidfPipeline.fit(one.texts(5), new TfidfConfig(100, 1, 1, 5))))
        .containsExactly("blue", "green", "red");
    assertThat(vocabulary(TfidfPipeline.fit(one.texts(5), new TfidfConfig(100, 1, 3, 5))))
        .containsExactly("blue", "green", "green blue", "red", "red green", "red green blue");
  }

  @Test
  void wordsOfAllScriptsApostrophesAndDigits() {
    Catalogue titles =
        new Catalogue()
            .movie(1, "Schindler’s List", NO_GENRES, null)
            .movie(2, "Don't Look Now, O'Brien", NO_GENRES, null)
            .movie(3, "Amélie's 2001", NO_GENRES, null)
            .movie(4, "千と千尋の神隠し", NO_GENRES, null)
            .movie(5, "ВЕРТИКАЛЬ / snake_case", NO_GENRES, "  ");
    PipelineModel model = TfidfPipeline.fit(titles.texts(5), new TfidfConfig(100, 1, 1, 5));

    assertThat(vocabulary(model))
        .containsExactlyInAnyOrder(
            "schindler",
            "list",
            "look",
            "o'brien",
            "amélie",
            "2001",
            "千と千尋の神隠し",
            "вертикаль",
            "snake",
            "case");
  }

  @Test
  void aTagCountsAsOftenAsUsersGaveItUpToTheCap() {
    Catalogue popular = new Catalogue().movie(1, "Heat", List.of("Crime"), "Cops and robbers.");
    for (long user = 1; user <= 7; user++) {
      popular.tag(user, 1, user % 2 == 0 ? "Los  Angeles" : "los angeles");
    }
    popular.tag(1, 1, "heist");

    assertThat(popular.texts(3).first().<String>getAs(TfidfPipeline.TEXT))
        .isEqualTo("Heat\nCrime\nheist\nlos angeles\nlos angeles\nlos angeles\nCops and robbers.");
  }

  @Test
  void saysWhatToLowerWhenNoTermIsLeft() {
    assertThatThrownBy(() -> TfidfPipeline.fit(THREE.texts(5), new TfidfConfig(10, 3, 3, 5)))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("occurs in 3 movies")
        .hasMessageContaining("tfidf.minDocumentFrequency");
  }

  private static List<String> vocabulary(PipelineModel model) {
    for (var stage : model.stages()) {
      if (stage instanceof CountVectorizerModel counts) {
        return List.of(counts.vocabulary());
      }
    }
    throw new AssertionError("no CountVectorizerModel in the pipeline");
  }

  private static Map<Long, Map<Integer, Float>> vectors(PipelineModel model, Dataset<Row> texts) {
    Map<Long, Map<Integer, Float>> vectors = new TreeMap<>();
    for (Row row : TfidfPipeline.vectors(model, texts).collectAsList()) {
      List<Integer> indices = row.getList(row.fieldIndex(Tables.MOVIE_TFIDF.indices));
      List<Float> values = row.getList(row.fieldIndex(Tables.MOVIE_TFIDF.values));
      assertThat(indices).isSorted().hasSameSizeAs(values);
      Map<Integer, Float> vector = new TreeMap<>();
      for (int i = 0; i < indices.size(); i++) {
        vector.put(indices.get(i), values.get(i));
      }
      vectors.put(row.getLong(0), vector);
    }
    return vectors;
  }
}
