package dev.marquee.jobs.ingest;

import static dev.marquee.data.Tables.MOVIES;
import static dev.marquee.data.Tables.RATINGS;
import static dev.marquee.data.Tables.REJECTED_ROWS;
import static dev.marquee.data.Tables.TAGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes: nothing crashes, and every line ends in exactly one place. */
class IngestConservationTest {
  private static final String[] FIELDS = {
    "1",
    "2",
    "3",
    "17",
    "-4",
    "9223372036854775807",
    "4.0",
    "0.5",
    "5.5",
    "NaN",
    "",
    " ",
    "\"",
    "\"\"",
    "\"a,b\"",
    "\"a\"\"b\"",
    "\"open",
    "Alien (1979)",
    "100",
    "200",
    "1e3",
    "é",
    "🎬",
    "\u0000",
    "|"
  };

  @TempDir Path folder;

  @Test
  void noLineCrashesTheParser() {
    Random random = new Random(42);
    CsvHeader header = new CsvHeader(List.of("userid", "movieid", "rating", "timestamp"));
    RatingRange range = new RatingRange(0.5, 5);
    for (int i = 0; i < 100_000; i++) {
      String line = i % 2 == 0 ? randomText(random) : randomFields(random, 4);

      Row row = CsvReader.row(CsvFormat.RATING_FILE, header, range, i, line);

      assertThat(row.getString(1)).isEqualTo(line);
      // Either every typed column is filled, or there is a reason.
      assertThat(row.isNullAt(2)).isEqualTo(!row.isNullAt(4)).isEqualTo(!row.isNullAt(7));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyLineIsEitherTakenOverOrRejected(long seed) {
    Random random = new Random(seed);
    List<String> movies = lines(random, 150, "%d,Movie %d (1999),Drama", 3);
    List<String> ratings = lines(random, 300, "%d,%d,4.0,100", 4);
    List<String> tags = lines(random, 100, "%d,%d,fun,100", 4);
    IngestRun run =
        new IngestRun(folder, "ingest.maxRejectedShare=1")
            .file("movies.csv", bytes(random, "movieId,title,genres", movies))
            .file("ratings.csv", bytes(random, "userId,movieId,rating,timestamp", ratings))
            .file("tags.csv", bytes(random, "userId,movieId,tag,timestamp", tags));

    assertThatCode(run::run).doesNotThrowAnyException();

    assertConserved(run, "movies.csv", movies, run.rows(MOVIES).size());
    assertConserved(run, "ratings.csv", ratings, run.rows(RATINGS).size());
    assertConserved(run, "tags.csv", tags, run.rows(TAGS).size());
    assertThat(run.context().read(RATINGS).select("userId", "movieId").distinct().count())
        .isEqualTo(run.rows(RATINGS).size());
  }

  private static void assertConserved(IngestRun run, String file, List<String> lines, int taken) {
    List<Row> rejected =
        run.context()
            .read(REJECTED_ROWS)
            .where("file = '" + file + "'")
            .select(REJECTED_ROWS.line, REJECTED_ROWS.raw)
            .collectAsList();
    long filled = lines.stream().filter(line -> !line.isBlank()).count();
    Set<Long> numbers = new HashSet<>();
    for (Row row : rejected) {
      assertThat(numbers.add(row.getLong(0)))
          .as("line %d is rejected once", row.getLong(0))
          .isTrue();
      assertThat(row.getString(1)).isEqualTo(lines.get((int) row.getLong(0) - 2));
    }
    assertThat(taken).isPositive();
    assertThat(rejected).isNotEmpty();
    assertThat(taken + rejected.size()).isEqualTo((int) filled);
  }

  private static List<String> lines(Random random, int count, String good, int columns) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(
          switch (random.nextInt(4)) {
            case 0 -> randomText(random);
            case 1 -> randomFields(random, columns);
            default -> good.formatted(random.nextInt(20), random.nextInt(20));
          });
    }
    return lines;
  }

  private static byte[] bytes(Random random, String header, List<String> lines) {
    String end = random.nextBoolean() ? "\n" : "\r\n";
    String text = header + end + String.join(end, lines) + (random.nextBoolean() ? end : "");
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String randomFields(Random random, int columns) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < columns + (random.nextInt(5) == 0 ? random.nextInt(3) - 1 : 0); i++) {
      fields.add(FIELDS[random.nextInt(FIELDS.length)]);
    }
    return String.join(",", fields);
  }

  /** Random bytes, decoded as a reader would decode them, without line ends. */
  private static String randomText(Random random) {
    byte[] bytes = new byte[random.nextInt(30)];
    random.nextBytes(bytes);
    return new String(bytes, StandardCharsets.UTF_8).replace('\n', ' ').replace('\r', ' ');
  }
}
