package dev.marquee.jobs.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hand-written films, one array a column; a film's position in the arrays is its index
 * everywhere in this package. Titles, genres and years are facts; descriptions, tags, fame and
 * quality were written for this project.
 *
 * @param movieIds ids, ascending
 * @param titles natural English titles with the year in parentheses
 * @param years years of release
 * @param genres genres in MovieLens's words
 * @param overviews one sentence each
 * @param tags the most telling ones first, the director last
 * @param fame how widely seen, 1 to 100
 * @param quality the rating that an ordinary audience would give, in stars
 */
@SuppressWarnings("ArrayRecordComponent") // Columns: only read, never compared.
record Catalogue(
    int[] movieIds,
    String[] titles,
    int[] years,
    List<List<String>> genres,
    String[] overviews,
    List<List<String>> tags,
    double[] fame,
    double[] quality) {

  /** The genres that a film may have. */
  static final List<String> GENRES =
      List.of(
          "Action",
          "Adventure",
          "Animation",
          "Children",
          "Comedy",
          "Crime",
          "Documentary",
          "Drama",
          "Fantasy",
          "Film-Noir",
          "Horror",
          "Musical",
          "Mystery",
          "Romance",
          "Sci-Fi",
          "Thriller",
          "War",
          "Western");

  private static final List<String> HEADER =
      List.of("movieId", "title", "genres", "overview", "tags", "fame", "quality");
  private static final Pattern BAR = Pattern.compile("\\|");
  private static final Pattern TITLE_WITH_YEAR = Pattern.compile(".+ \\((\\d{4})\\)");

  /** Reads the catalogue that is packed with the code. */
  static Catalogue load() {
    try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.csv")) {
      if (in == null) {
        throw new IllegalStateException("catalogue.csv is missing from the jar");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Catalogue parse(String text) {
    List<List<String>> records = CsvText.parse(text);
    if (!records.get(0).equals(HEADER)) {
      throw new IllegalStateException("catalogue.csv starts with " + records.get(0));
    }
    List<List<String>> rows = records.subList(1, records.size());
    return new Catalogue(
        rows.stream().mapToInt(row -> Integer.parseInt(row.get(0))).toArray(),
        rows.stream().map(row -> row.get(1)).toArray(String[]::new),
        rows.stream().mapToInt(row -> year(row.get(1))).toArray(),
        rows.stream().map(row -> List.of(BAR.split(row.get(2)))).toList(),
        rows.stream().map(row -> row.get(3)).toArray(String[]::new),
        rows.stream().map(row -> List.of(BAR.split(row.get(4)))).toList(),
        rows.stream().mapToDouble(row -> Double.parseDouble(row.get(5))).toArray(),
        rows.stream().mapToDouble(row -> Double.parseDouble(row.get(6))).toArray());
  }

  private static int year(String title) {
    Matcher matcher = TITLE_WITH_YEAR.matcher(title);
    if (!matcher.matches()) {
      throw new IllegalStateException("catalogue.csv: no year in the title " + title);
    }
    return Integer.parseInt(matcher.group(1));
  }

  /** Number of films. */
  int size() {
    return movieIds.length;
  }
}
