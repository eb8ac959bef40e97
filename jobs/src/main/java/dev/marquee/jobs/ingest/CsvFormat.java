package dev.marquee.jobs.ingest;

import static dev.marquee.data.Tables.MOVIES;
import static dev.marquee.data.Tables.RATINGS;
import static dev.marquee.data.Tables.TAGS;

import dev.marquee.data.Table;
import dev.marquee.jobs.pipeline.SparkSchemas;
import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The four input files: their columns, and how one line becomes one row. */
// The lists are unmodifiable and tables are constants.
@SuppressWarnings("ImmutableEnumChecker")
enum CsvFormat {
  /** The catalogue. */
  MOVIE_FILE(
      "movies.csv",
      true,
      List.of(MOVIES.movieId, MOVIES.title, MOVIES.genres),
      MOVIES,
      List.of(MOVIES.movieId, MOVIES.title, MOVIES.year, MOVIES.genres, MOVIES.overview)) {
    @Override
    Object[] values(CsvFields fields, RatingRange range) throws RejectedRow {
      long movieId = fields.id(MOVIES.movieId);
      TitleYear titleYear = TitleYear.parse(fields.text(MOVIES.title));
      return new Object[] {
        movieId,
        titleYear.title(),
        titleYear.year(),
        Genres.parse(fields.optionalText(MOVIES.genres)),
        fields.optionalText(MOVIES.overview)
      };
    }
  },

  /** Who rated what. */
  RATING_FILE(
      "ratings.csv",
      true,
      List.of(RATINGS.userId, RATINGS.movieId, RATINGS.rating, RATINGS.timestamp),
      RATINGS,
      List.of(RATINGS.userId, RATINGS.movieId, RATINGS.rating, RATINGS.timestamp)) {
    @Override
    Object[] values(CsvFields fields, RatingRange range) throws RejectedRow {
      return new Object[] {
        fields.id(RATINGS.userId),
        fields.id(RATINGS.movieId),
        fields.rating(RATINGS.rating, range),
        fields.timestamp(RATINGS.timestamp)
      };
    }
  },

  /** Free-text tags. */
  TAG_FILE(
      "tags.csv",
      false,
      List.of(TAGS.userId, TAGS.movieId, TAGS.tag, TAGS.timestamp),
      TAGS,
      List.of(TAGS.userId, TAGS.movieId, TAGS.tag, TAGS.timestamp)) {
    @Override
    Object[] values(CsvFields fields, RatingRange range) throws RejectedRow {
      return new Object[] {
        fields.id(TAGS.userId),
        fields.id(TAGS.movieId),
        fields.text(TAGS.tag, RejectReason.EMPTY_TAG),
        fields.timestamp(TAGS.timestamp)
      };
    }
  },

  /** Ids of the same movies elsewhere; they become columns of the catalogue. */
  LINK_FILE(
      "links.csv",
      false,
      List.of(MOVIES.movieId, MOVIES.imdbId, MOVIES.tmdbId),
      MOVIES,
      List.of(MOVIES.movieId, MOVIES.imdbId, MOVIES.tmdbId)) {
    @Override
    Object[] values(CsvFields fields, RatingRange range) throws RejectedRow {
      String imdbId = fields.optionalText(MOVIES.imdbId);
      return new Object[] {
        fields.id(MOVIES.movieId),
        imdbId != null && imdbId.startsWith("tt") ? imdbId.substring(2) : imdbId,
        fields.optionalText(MOVIES.tmdbId)
      };
    }
  };

  private final String fileName;
  private final boolean required;
  private final List<String> requiredColumns;
  private final Table table;
  private final List<String> rowColumns;

  CsvFormat(
      String fileName,
      boolean required,
      List<String> requiredColumns,
      Table table,
      List<String> rowColumns) {
    this.fileName = fileName;
    this.required = required;
    this.requiredColumns = requiredColumns;
    this.table = table;
    this.rowColumns = rowColumns;
  }

  /** The typed values of a line, in the order of {@link #rowSchema}. */
  abstract Object[] values(CsvFields fields, RatingRange range) throws RejectedRow;

  /** The file's name, without {@code .gz}. */
  String fileName() {
    return fileName;
  }

  /** Whether the input must have this file. */
  boolean isRequired() {
    return required;
  }

  /** The columns that the header must name. */
  List<String> requiredColumns() {
    return requiredColumns;
  }

  /** How many typed columns a line becomes. */
  int rowWidth() {
    return rowColumns.size();
  }

  /** The typed columns that a line becomes, all nullable, since a rejected line has none. */
  StructType rowSchema() {
    StructType schema = new StructType();
    for (String column : rowColumns) {
      StructField field = SparkSchemas.of(table).apply(column);
      schema = schema.add(column, field.dataType(), true);
    }
    return schema;
  }
}
