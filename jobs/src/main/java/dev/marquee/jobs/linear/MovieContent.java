package dev.marquee.jobs.linear;

import java.io.Serializable;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is known of a movie before anybody has rated it.
 *
 * @param terms numbers of the terms in its text, each once
 * @param weights their TF-IDF weights
 * @param embedding what a language model makes of its text, as long for every movie; empty for none
 * @param genres its genres; empty where unknown
 * @param year release year, 0 where unknown
 */
public record MovieContent(
    int[] terms, float[] weights, float[] embedding, List<String> genres, int year)
    implements Serializable {

  /** Refuses terms without weights. */
  public MovieContent {
    if (terms.length != weights.length) {
      throw new IllegalArgumentException(
          "%d terms with %d weights: expected as many".formatted(terms.length, weights.length));
    }
    genres = List.copyOf(genres);
  }

  /** The release year, if known. */
  public OptionalInt releaseYear() {
    return year > 0 ? OptionalInt.of(year) : OptionalInt.empty();
  }
}
