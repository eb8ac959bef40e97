package dev.marquee.jobs.encoder;

import dev.marquee.jobs.config.DeviceChoice;
import dev.marquee.jobs.config.EncoderConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A catalogue of two kinds of film that share no word but in their labels, and a tiny encoder. */
final class EncoderFixtures {
  private static final String[] CRIME = {
    "detective", "murder", "police", "killer", "witness", "evidence", "suspect", "gun"
  };
  private static final String[] SPACE = {
    "rocket", "planet", "astronaut", "galaxy", "alien", "orbit", "captain", "starship"
  };

  private EncoderFixtures() {}

  /** 40 films; film i tells of three of its kind's eight words. */
  static List<CatalogueMovie> catalogue() {
    List<CatalogueMovie> movies = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String[] words = i % 2 == 0 ? CRIME : SPACE;
      String story =
          "The %s and the %s meet a %s."
              .formatted(words[i / 2 % 8], words[(i / 2 + 3) % 8], words[(i / 2 + 5) % 8]);
      movies.add(
          new CatalogueMovie(
              "Film " + (char) ('A' + i % 26) + i,
              1980 + i,
              List.of(i % 2 == 0 ? "Crime" : "Sci-Fi"),
              Map.of(i % 2 == 0 ? "noir" : "space opera", 2L),
              story));
    }
    return movies;
  }

  /** Seconds to train. */
  static EncoderConfig config() {
    return new EncoderConfig(
        400,
        32,
        2,
        4,
        48,
        32,
        0.1,
        0.1,
        2,
        1e-4,
        4,
        1e-4,
        0.01,
        16,
        0.1,
        2,
        0.2,
        0.2,
        2,
        10,
        42,
        DeviceChoice.CPU,
        1);
  }
}
