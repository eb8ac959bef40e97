package dev.marquee.evaluation.baseline;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Popularity, item-kNN and EASE against figures computed with other code on the larger catalogue.
 */
class ReferenceFiguresIT {
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "ml-latest-small, random, .217, .298, .409, 200",
    "ml-latest-small, temporal, .087, .111, .130, 300",
    "ml-latest-small, strong, .206, .290, .422, 100",
  })
  void baselinesReproduceTheReferences(
      String set, String name, double popularity, double neighbours, double ease, double lambda) {
    ReferenceSplits.assertReproduced(set, name, popularity, neighbours, ease, lambda);
  }
}
