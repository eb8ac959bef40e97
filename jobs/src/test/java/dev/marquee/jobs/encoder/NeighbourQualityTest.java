package dev.marquee.jobs.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeighbourQualityTest {
  private static CatalogueMovie movie(List<String> genres, String... tags) {
    Map<String, Long> counts = new java.util.HashMap<>();
    for (String tag : tags) {
      counts.put(tag, 1L);
    }
    return new CatalogueMovie("Any", null, genres, counts, null);
  }

  @Test
  void averagesTheJaccardIndexOfTheNearest() {
    // Twelve others; the ten nearest are those of the highest number, 3 to 12.
    List<CatalogueMovie> movies = new java.util.ArrayList<>();
    movies.add(movie(List.of("Crime", "Drama"), "noir"));
    for (int i = 1; i <= 12; i++) {
      // Even numbers: {Crime} of {Crime, Drama}, 1/2. Odd ones: {Drama, War} shares 1 of 3.
      movies.add(
          i % 2 == 0 ? movie(List.of("Crime"), "noir") : movie(List.of("Drama", "War"), "love"));
    }
    NeighbourQuality quality = NeighbourQuality.of(movies, new int[] {0}, (query, other) -> other);
    assertThat(quality.genreAgreement()).hasSize(1);
    assertThat(quality.genreAgreement()[0]).isCloseTo((5 * 0.5 + 5 / 3.0) / 10, within(1e-9));
    assertThat(quality.tagOverlap()[0]).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void moviesWithoutLabelsHaveNoFigure() {
    List<CatalogueMovie> movies = List.of(movie(List.of("War")), movie(List.of("War"), "tank"));
    NeighbourQuality quality = NeighbourQuality.of(movies, new int[] {0}, (query, other) -> other);
    assertThat(quality.genreAgreement()).containsExactly(1);
    assertThat(quality.tagOverlap()).isEmpty();
    assertThat(NeighbourQuality.mean(quality.tagOverlap())).isNaN();
  }

  @Test
  void interval() {
    // Values 0 and 2: mean 1, variance 2, standard error sqrt(2 / 2) = 1.
    assertThat(NeighbourQuality.halfWidth(new double[] {0, 2})).isCloseTo(1.96, within(1e-9));
  }
}
