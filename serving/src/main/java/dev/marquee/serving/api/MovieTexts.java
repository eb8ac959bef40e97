package dev.marquee.serving.api;

import dev.marquee.serving.http.JsonText;
import dev.marquee.serving.snapshot.Movies;
import java.util.List;

/**
 * What lists say of each movie of the catalogue, as JSON, written once. Memory: about 100 bytes a
 * movie.
 */
final class MovieTexts {
  private static final int USUAL_BYTES = 100;

  private final byte[] bytes;
  private final int[] begins;
  private final int[] titleEnds;

  MovieTexts(Movies movies) {
    JsonText all = new JsonText(USUAL_BYTES * movies.size());
    begins = new int[movies.size() + 1];
    titleEnds = new int[movies.size()];
    for (int row = 0; row < titleEnds.length; row++) {
      all.json("\"title\":").string(movies.title(row));
      titleEnds[row] = all.size();
      if (movies.year(row).isPresent()) {
        all.json(",\"year\":").number(movies.year(row).getAsInt());
      }
      strings(all.json(",\"genres\":"), movies.genres(row));
      begins[row + 1] = all.size();
    }
    bytes = all.toBytes();
  }

  /** Adds texts as an array. */
  static void strings(JsonText to, List<String> texts) {
    to.json("[");
    for (int i = 0; i < texts.size(); i++) {
      to.json(i == 0 ? "" : ",").string(texts.get(i));
    }
    to.json("]");
  }

  /** Adds a movie's title, year where it is known, and genres, as fields of an object. */
  void add(JsonText to, int row) {
    to.json(bytes, begins[row], begins[row + 1]);
  }

  /** Adds a movie's title alone, as a field of an object. */
  void addTitle(JsonText to, int row) {
    to.json(bytes, begins[row], titleEnds[row]);
  }
}
