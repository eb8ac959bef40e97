package dev.marquee.jobs.encoder;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Which movies an encoder is trained on, which stop the training, and which it never sees. It
 * depends on a movie's title and year and the seed alone, so it can be told again from a trained
 * encoder's description, whatever other catalogues were read.
 *
 * @param training movies that the weights and the vocabulary come from
 * @param validation movies that choose the best epoch
 * @param heldOut movies for the report
 */
record TrainingSplit(
    List<CatalogueMovie> training, List<CatalogueMovie> validation, List<CatalogueMovie> heldOut)
    implements Serializable {

  /** Splits movies; one that stands in several catalogues counts once. Movies without text go. */
  static TrainingSplit of(
      List<CatalogueMovie> movies, double heldOutShare, double validationShare, long seed) {
    Map<String, CatalogueMovie> distinct = new LinkedHashMap<>();
    for (CatalogueMovie movie : movies) {
      if (!movie.fields().isEmpty()) {
        distinct.putIfAbsent(movie.title() + "\n" + movie.year(), movie);
      }
    }
    TrainingSplit split =
        new TrainingSplit(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    distinct.forEach(
        (key, movie) -> {
          // Neighbouring seeds give related first draws; mix before.
          Random random = new Random(key.hashCode() * 0x9E3779B97F4A7C15L + seed);
          random.nextLong();
          double draw = random.nextDouble();
          if (draw < heldOutShare) {
            split.heldOut.add(movie);
          } else if (draw < heldOutShare + (1 - heldOutShare) * validationShare) {
            split.validation.add(movie);
          } else {
            split.training.add(movie);
          }
        });
    return split;
  }
}
