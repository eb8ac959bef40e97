package dev.marquee.jobs.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.jobs.embed.WordPieceTokenizer;
import dev.marquee.jobs.embed.WordPieceVocabulary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingDataTest {
  private final List<CatalogueMovie> movies = EncoderFixtures.catalogue();

  @Test
  void splitIsDisjointCompleteAndIndependentOfOtherMovies() {
    TrainingSplit split = TrainingSplit.of(movies, 0.3, 0.2, 7);
    Set<CatalogueMovie> all = new HashSet<>(split.training());
    all.addAll(split.validation());
    all.addAll(split.heldOut());
    assertThat(all).hasSize(40).containsExactlyInAnyOrderElementsOf(movies);
    assertThat(split.heldOut()).hasSizeBetween(4, 22);

    List<CatalogueMovie> more = new ArrayList<>(movies.subList(20, 40));
    more.addAll(movies);
    TrainingSplit other = TrainingSplit.of(more, 0.3, 0.2, 7);
    assertThat(other.heldOut()).containsExactlyInAnyOrderElementsOf(split.heldOut());
  }

  @Test
  void viewsShowOnlyTheirMovieAndAreNeverEmpty() {
    TextViews views = new TextViews(new Random(1));
    CatalogueMovie movie = movies.get(0);
    String whole = TextView.ALL.get(0).of(movie);
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      for (String view : views.pair(movie)) {
        assertThat(view).isNotBlank();
        assertThat(whole).contains(view.split("[.] ")[0].replaceAll("[.]$", ""));
        seen.add(view);
      }
    }
    // A label alone and the story alone are among them.
    assertThat(seen).contains("Crime.", "noir.", movie.overview());
  }

  @Test
  void masksSomePiecesAndRemembersThem() {
    List<int[]> texts = List.of(new int[] {2, 10, 11, 12, 13, 3}, new int[] {2, 14, 3});
    int masked = 0;
    for (int seed = 0; seed < 100; seed++) {
      MaskedBatch batch = MaskedBatch.of(texts, 20, new Random(seed));
      assertThat(batch.places()).hasSameSizeAs(batch.pieces()).hasSizeBetween(2, 5);
      for (int i = 0; i < batch.places().length; i++) {
        int text = (int) batch.places()[i] / 6;
        int at = (int) batch.places()[i] % 6;
        assertThat(batch.pieces()[i]).isEqualTo(texts.get(text)[at]).isGreaterThanOrEqualTo(10);
        masked += batch.batch().ids()[(int) batch.places()[i]] == 4 ? 1 : 0;
      }
    }
    // About 80 % of at least 200.
    assertThat(masked).isGreaterThan(140);
  }

  @Test
  void likenessIsTheCosineOfWeightedLabels() {
    List<CatalogueMovie> three =
        List.of(
            new CatalogueMovie("A", null, List.of("War"), Map.of("tank", 1L), null),
            new CatalogueMovie("B", null, List.of("War"), Map.of(), null),
            new CatalogueMovie("C", null, List.of("Crime"), Map.of(), null));
    MovieLikeness likeness = new MovieLikeness(three);
    // War stands in 2 of 3: ln(4/3); tank in 1: ln 2.
    double war = Math.log(4 / 3.0);
    double tank = Math.log(2);
    assertThat(likeness.of(0, 1)).isCloseTo(war / Math.hypot(war, tank), within(1e-9));
    assertThat(likeness.of(0, 0)).isCloseTo(1, within(1e-9));
    assertThat(likeness.of(0, 2)).isZero();
  }

  @Test
  void linearStartTiesStoriesToLabels() {
    List<String> texts = movies.stream().map(TextView.ALL.get(0)::of).toList();
    List<String> vocabulary = WordPieceVocabulary.learn(texts, 400);
    WordPieceTokenizer tokenizer = new WordPieceTokenizer(vocabulary);
    LatentVectors vectors =
        new LatentVectors(movies, new MovieLikeness(movies), vocabulary, tokenizer, 64, 30, 1);
    // No story names its genre, and "murder" and "killer" meet in no story of the first film.
    double same = cosine(vectors, vocabulary, "murder", "crime");
    double other = cosine(vectors, vocabulary, "murder", "planet");
    assertThat(same).isGreaterThan(other + 0.3);
    for (int piece = 0; piece < vocabulary.size(); piece++) {
      assertThat(vectors.weight(piece)).isBetween(0.01, 1.0);
    }
  }

  private static double cosine(LatentVectors vectors, List<String> vocabulary, String a, String b) {
    double[] first = vectors.direction(vocabulary.indexOf(a));
    double[] second = vectors.direction(vocabulary.indexOf(b));
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += first[i] * second[i];
    }
    return sum;
  }
}
