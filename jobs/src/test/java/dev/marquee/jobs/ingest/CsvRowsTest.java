package dev.marquee.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvRowsTest {
  private static final CsvRows READER = new CsvRows(new Configuration(), 0.5, 5);

  @TempDir private Path folder;

  @Test
  void ratingsComeInTheOrderOfTheirLinesAndBadLinesWithTheirReason() throws IOException {
    Path file = folder.resolve("train.csv");
    Files.writeString(
        file,
        "\uFEFFuserId,movieId,rating,timestamp\r\n1,2,3.5,4\r\n\r\n1,2,9,4\r\n1,x,3,4\r\n5,6,1,7");
    List<String> rows = new ArrayList<>();
    List<CsvRows.Rejected> rejected =
        READER.ratings(
            file.toString(),
            (line, user, movie, rating, time) ->
                rows.add("%d: %d %d %s %d".formatted(line, user, movie, rating, time)));

    assertThat(rows).containsExactly("2: 1 2 3.5 4", "6: 5 6 1.0 7");
    assertThat(rejected)
        .containsExactly(
            new CsvRows.Rejected(4, "rating 9, expected 0.5 to 5.0"),
            new CsvRows.Rejected(5, "movieId x, expected a whole 64-bit number"));
  }

  @Test
  void moviesAndTagsAreReadCompressedOrNot() throws IOException {
    Path movies = folder.resolve("movies.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(movies))) {
      out.write(
          "movieId,title,genres,overview\n3,\"M, a (1931)\",Crime|Thriller,\"A \"\"hunt\"\".\"\n4,Q,,\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    List<String> rows = new ArrayList<>();
    assertThat(
            READER.movies(
                movies.toString(),
                (line, id, title, year, genres, overview) ->
                    rows.add(id + title + year + String.join("+", genres) + overview)))
        .isEmpty();
    assertThat(rows).containsExactly("3M, a1931Crime+ThrillerA \"hunt\".", "4Qnullnull");

    Path tags = folder.resolve("tags.csv");
    Files.writeString(tags, "userId,movieId,tag,timestamp\n1,3,dark,9\n1,3,,9\n");
    assertThat(READER.tags(tags.toString(), (line, user, movie, tag, time) -> rows.add(tag)))
        .extracting(CsvRows.Rejected::line)
        .containsExactly(3L);
    assertThat(rows).endsWith("dark");
  }

  @Test
  void whatIsNoRatingFileIsRefused() throws IOException {
    Path file = folder.resolve("train.csv");
    Files.writeString(file, "userId,movieId,rating\n1,2,3\n");
    assertThatThrownBy(() -> READER.ratings(file.toString(), (line, u, m, r, t) -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no column timestamp");
    assertThatThrownBy(
            () -> READER.ratings(folder.resolve("no.csv").toString(), (line, u, m, r, t) -> {}))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no.csv");
  }
}
