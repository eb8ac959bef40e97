package dev.marquee.jobs.encoder;

import dev.marquee.data.MovieText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A movie as an encoder is trained on it.
 *
 * @param year of release, or null
 * @param tagCounts how often users gave each tag
 * @param overview a short description, or null
 */
record CatalogueMovie(
    String title, Integer year, List<String> genres, Map<String, Long> tagCounts, String overview)
    implements Serializable {

  /** The parts of a movie's text. */
  enum Field {
    TITLE,
    GENRES,
    TAGS,
    OVERVIEW
  }

  CatalogueMovie {
    genres = List.copyOf(genres);
    // Sorted, so that nothing drawn from them depends on a hash; not every sorted map travels.
    tagCounts = new TreeMap<>(tagCounts);
  }

  /** The fields that have something to say. */
  Set<Field> fields() {
    Set<Field> fields = EnumSet.noneOf(Field.class);
    if (!title.isBlank()) {
      fields.add(Field.TITLE);
    }
    if (!genres.isEmpty()) {
      fields.add(Field.GENRES);
    }
    if (!tagCounts.isEmpty()) {
      fields.add(Field.TAGS);
    }
    if (overview != null && !overview.isBlank()) {
      fields.add(Field.OVERVIEW);
    }
    return fields;
  }

  /** The text that the embed stage would encode, of these fields alone. */
  String text(Set<Field> fields) {
    boolean titled = fields.contains(Field.TITLE);
    return MovieText.compose(
        titled ? title : "",
        titled ? year : null,
        fields.contains(Field.GENRES) ? genres : List.of(),
        fields.contains(Field.TAGS) ? tagCounts : Map.of(),
        fields.contains(Field.OVERVIEW) ? overview : null);
  }

  /** The same movie with some of its tags and genres. */
  CatalogueMovie with(List<String> someGenres, List<String> someTags) {
    Map<String, Long> kept = new TreeMap<>(tagCounts);
    kept.keySet().retainAll(someTags);
    return new CatalogueMovie(title, year, someGenres, kept, overview);
  }

  /** All tags, in alphabetical order. */
  List<String> tags() {
    return new ArrayList<>(tagCounts.keySet());
  }
}
