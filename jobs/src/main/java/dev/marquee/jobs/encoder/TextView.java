package dev.marquee.jobs.encoder;

import dev.marquee.jobs.encoder.CatalogueMovie.Field;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A choice of fields that neighbours are judged on. Hiding the field that a figure measures asks
 * for meaning: genres must be told from the story, tags from what else is known.
 *
 * @param name for the report
 */
record TextView(String name, Set<Field> fields) {
  /** The views of the report, the whole text first. */
  static final List<TextView> ALL =
      List.of(
          new TextView("whole text", EnumSet.allOf(Field.class)),
          new TextView("without genres", EnumSet.of(Field.TITLE, Field.TAGS, Field.OVERVIEW)),
          new TextView("without tags", EnumSet.of(Field.TITLE, Field.GENRES, Field.OVERVIEW)),
          new TextView("title and overview", EnumSet.of(Field.TITLE, Field.OVERVIEW)));

  /** The views that a linear encoder learns from: those of the report, and the labels alone. */
  static final List<TextView> TRAINING =
      Stream.concat(
              ALL.stream(),
              Stream.of(
                  new TextView("tags", EnumSet.of(Field.TAGS)),
                  new TextView("genres", EnumSet.of(Field.GENRES))))
          .toList();

  /** The text of a movie in this view. */
  String of(CatalogueMovie movie) {
    return movie.text(fields);
  }
}
