package dev.marquee.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.evaluation.split.Split;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Popularity, item-kNN and EASE against figures computed with other code on the larger catalogue.
 */
class ReferenceFiguresIT {
  private static final Offset<Double> TOLERANCE = within(0.003);

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "ml-latest-small, random, .217, .298, .409, 200",
    "ml-latest-small, temporal, .087, .111, .130, 300",
    "ml-latest-small, strong, .206, .290, .422, 100",
  })
  void baselinesReproduceTheReferences(
      String set, String name, double popularity, double neighbours, double ease, double lambda) {
    Split split = ReferenceSplits.read(set, name);

    assertThat(ReferenceSplits.ndcg(split, new PopularityRanker(split.train())))
        .as("popularity")
        .isEqualTo(popularity, TOLERANCE);
    assertThat(ReferenceSplits.ndcg(split, new ItemNeighbours(split.train())))
        .as("item-kNN")
        .isEqualTo(neighbours, TOLERANCE);
    assertThat(ReferenceSplits.ndcg(split, Ease.train(split.train(), lambda)))
        .as("EASE")
        .isEqualTo(ease, TOLERANCE);
  }
}
