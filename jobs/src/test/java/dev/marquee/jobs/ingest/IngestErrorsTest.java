package dev.marquee.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.marquee.data.UserError;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestErrorsTest {
  @TempDir Path folder;

  @Test
  void aMissingFolder() {
    assertThat(checkFails(new IngestRun(folder)))
        .isEqualTo("input folder " + folder.resolve("input") + " does not exist");
  }

  @Test
  void anUnknownFileSystem() {
    assertThat(checkFails(new IngestRun(folder, Path.of("nowhere:x"))))
        .startsWith("input folder nowhere:x cannot be read: ");
  }

  @Test
  void aMissingRequiredFile() {
    assertThat(checkFails(new IngestRun(folder).file("movies.csv", IngestRun.MOVIES)))
        .endsWith("input/ratings.csv does not exist, expected it or ratings.csv.gz");
  }

  @Test
  void aFileThatIsThereTwice() {
    IngestRun run = complete().file("ratings.csv.gz", IngestRun.gzip(IngestRun.RATINGS));

    assertThat(checkFails(run))
        .endsWith("input/ratings.csv and ratings.csv.gz are both there, expected one of them");
  }

  @Test
  void anEmptyFile() {
    String expected = " is empty, expected a header with userId,movieId,";
    assertThat(checkFails(complete().file("ratings.csv", "")))
        .contains("ratings.csv" + expected + "rating,timestamp");
    assertThat(checkFails(complete().file("tags.csv.gz", IngestRun.gzip(""))))
        .contains("tags.csv.gz" + expected + "tag,timestamp");
  }

  @Test
  void aFileWithoutHeader() {
    assertThat(checkFails(complete().file("ratings.csv", "1,1,4.0,100\n")))
        .endsWith(
            "ratings.csv line 1: no column userId in \"1,1,4.0,100\","
                + " expected a header with userId,movieId,rating,timestamp");
  }

  @Test
  void aHeaderWithAColumnTwice() {
    assertThat(checkFails(complete().file("links.csv", "movieId,imdbId,movieId,tmdbId\n")))
        .endsWith("links.csv line 1: column movieid is there twice, expected each column once");
  }

  @Test
  void aHeaderThatIsMalformed() {
    assertThat(checkFails(complete().file("links.csv", "movieId,\"imdbId\n")))
        .contains("links.csv line 1: the quote at character 9 is not closed");
  }

  @Test
  void aRequiredFileWithAHeaderOnly() {
    IngestRun run = complete().file("ratings.csv", "userId,movieId,rating,timestamp\n\n");

    assertThat(runFails(run)).endsWith("ratings.csv has no rows, only a header");
  }

  @Test
  void anOptionalFileMayHaveAHeaderOnly() {
    IngestRun run = complete().file("tags.csv", "userId,movieId,tag,timestamp\n");

    assertThatCode(run::run).doesNotThrowAnyException();
  }

  @Test
  void aDamagedArchive() {
    Random random = new Random(1);
    String rows =
        IntStream.range(0, 50_000)
            .mapToObj(user -> user + ",1,4.0," + random.nextInt(1_000_000))
            .collect(Collectors.joining("\n"));
    byte[] whole = IngestRun.gzip("userId,movieId,rating,timestamp\n" + rows);
    IngestRun run =
        new IngestRun(folder)
            .file("movies.csv", IngestRun.MOVIES)
            .file("ratings.csv.gz", Arrays.copyOf(whole, whole.length / 2));

    assertThat(runFails(run)).contains("ratings.csv.gz cannot be read: ");
  }

  @Test
  void aPlainFileThatIsNamedAsAnArchive() {
    IngestRun run =
        new IngestRun(folder)
            .file("movies.csv", IngestRun.MOVIES)
            .file("ratings.csv.gz", IngestRun.RATINGS);

    assertThat(checkFails(run)).contains("ratings.csv.gz cannot be read: ");
  }

  @Test
  void tooManyRejectedRowsStopTheJobButAreKept() {
    // 3 of 100 rows: 2 beyond the range, 1 unknown movie.
    String good =
        IntStream.range(0, 97)
            .mapToObj(user -> user + ",1,4.0,100\n")
            .collect(Collectors.joining());
    String ratings =
        "userId,movieId,rating,timestamp\n" + good + "200,1,6,1\n201,77,3,1\n202,1,NaN,1\n";
    IngestRun run = new IngestRun(folder, "ingest.maxRejectedShare=0.029");
    run.file("movies.csv", IngestRun.MOVIES).file("ratings.csv", ratings);

    assertThat(runFails(run))
        .startsWith(
            "ratings.csv: 3 of 100 rows (3.00 %) rejected: 2 rating-out-of-range, 1 unknown-movie;"
                + " at most 2.90 % may be (ingest.maxRejectedShare);"
                + " the first is ratings.csv line 99: rating 6, expected 0.5 to 5.0; all are in ")
        .endsWith("rejected_rows");
    assertThat(run.rejected()).hasSize(3);

    IngestRun tolerant = new IngestRun(folder, "ingest.maxRejectedShare=0.03");
    assertThatCode(tolerant::run).doesNotThrowAnyException();
  }

  @Test
  void aFileOfWhichNothingIsLeft() {
    IngestRun run = new IngestRun(folder, "ingest.maxRejectedShare=1");
    run.file("movies.csv", IngestRun.MOVIES)
        .file("ratings.csv", "userId,movieId,rating,timestamp\n1,9,4,1\n");

    assertThat(runFails(run))
        .isEqualTo(
            "ratings.csv: 1 of 1 rows (100.00 %) rejected: 1 unknown-movie;"
                + " expected at least one good row");
  }

  private IngestRun complete() {
    return new IngestRun(folder)
        .file("movies.csv", IngestRun.MOVIES)
        .file("ratings.csv", IngestRun.RATINGS);
  }

  private static String checkFails(IngestRun run) {
    return oneLine(
        catchThrowableOfType(UserError.class, () -> new IngestStage().check(run.context())));
  }

  private static String runFails(IngestRun run) {
    return oneLine(catchThrowableOfType(UserError.class, run::run));
  }

  private static String oneLine(UserError error) {
    assertThat(error).isNotNull();
    assertThat(error.getMessage()).doesNotContain("\n");
    return error.getMessage();
  }
}
