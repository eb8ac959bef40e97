package dev.marquee.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.evaluation.split.Split;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Popularity, item-kNN and EASE against figures computed with other code on the same splits. */
class ReferenceFiguresTest {
  private static final Offset<Double> TOLERANCE = within(0.003);

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "ml-100k, random, .241, .367, .478, 300",
    "ml-100k, temporal, .111, .176, .192, 300",
    "ml-100k, strong, .181, .299, .422, 300",
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
