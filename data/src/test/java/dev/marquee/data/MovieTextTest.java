package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MovieTextTest {
  @Test
  void joinsTitleGenresTagsAndOverviewInThatOrder() {
    String text =
        MovieText.compose(
            "Matrix, The",
            1999,
            List.of("Action", "Sci-Fi"),
            Map.of("robots", 2L, "virtual reality", 5L),
            "A hacker learns what the world is made of");
    assertThat(text)
        .isEqualTo(
            "The Matrix (1999). Action, Sci-Fi. virtual reality, robots."
                + " A hacker learns what the world is made of.");
  }

  @Test
  void leavesOutWhatIsMissing() {
    assertThat(MovieText.compose("Airplane!", null, List.of(), Map.of(), null))
        .isEqualTo("Airplane!");
    assertThat(MovieText.compose("Alien", 1979, List.of(), Map.of(), "  "))
        .isEqualTo("Alien (1979).");
  }

  @Test
  void countsTagsWithoutCaseAndBreaksTiesAlphabetically() {
    // noir 1 + 2 = 3; heist and boxing 2 each, boxing first; slow 1.
    Map<String, Long> tags = Map.of("Noir", 1L, "noir", 2L, "heist", 2L, "boxing", 2L, "slow", 1L);
    assertThat(MovieText.compose("T", null, List.of(), tags, null))
        .isEqualTo("T. noir, boxing, heist, slow.");
  }

  @Test
  void keepsTheMostFrequentTags() {
    Map<String, Long> tags = new java.util.HashMap<>();
    for (int i = 0; i < 30; i++) {
      tags.put("tag" + i, (long) i);
    }
    String text = MovieText.compose("T", null, List.of(), tags, null);
    assertThat(text).startsWith("T. tag29, tag28,").endsWith(" tag18.");
  }

  @Test
  void putsTrailingArticlesInFront() {
    assertThat(MovieText.naturalTitle("Avventura, L' (Adventure, The)"))
        .isEqualTo("L'Avventura (Adventure, The)");
    assertThat(MovieText.naturalTitle("City of Lost Children, The (Cité des enfants perdus, La)"))
        .isEqualTo("The City of Lost Children (Cité des enfants perdus, La)");
    assertThat(MovieText.naturalTitle("Lock, Stock & Two Smoking Barrels"))
        .isEqualTo("Lock, Stock & Two Smoking Barrels");
  }

  @Test
  void writesTypographyInAscii() {
    assertThat(
            MovieText.compose(
                "Schindler\u2019s\u00A0List",
                null,
                List.of(),
                Map.of(),
                "War \u2014\n \u201Cgrief\u201D\u2026"))
        .isEqualTo("Schindler's List. War - \"grief\"...");
  }
}
