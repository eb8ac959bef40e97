package dev.marquee.evaluation.baseline;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Popularity, item-kNN and EASE against figures computed with other code on the same splits. */
class ReferenceFiguresTest {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "ml-100k, random, .241, .367, .478, 300",
    "ml-100k, temporal, .111, .176, .192, 300",
    "ml-100k, strong, .181, .299, .422, 300",
  })
  void baselinesReproduceTheReferences(
      String set, String name, double popularity, double neighbours, double ease, double lambda) {
    ReferenceSplits.assertReproduced(set, name, popularity, neighbours, ease, lambda);
  }
}
