package dev.marquee.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GenresTest {
  @Test
  void splitsStripsAndKeepsEachOnceInOrder() {
    assertThat(Genres.parse("Sci-Fi| Comedy |Sci-Fi||Action"))
        .containsExactly("Sci-Fi", "Comedy", "Action");
  }

  @Test
  void noGenresAreAnEmptyArray() {
    assertThat(Genres.parse("(no genres listed)")).isEmpty();
    assertThat(Genres.parse("|")).isEmpty();
    assertThat(Genres.parse(null)).isEmpty();
  }
}
