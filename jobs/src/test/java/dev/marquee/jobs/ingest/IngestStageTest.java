package dev.marquee.jobs.ingest;

import static dev.marquee.data.Tables.MOVIES;
import static dev.marquee.data.Tables.RATINGS;
import static dev.marquee.data.Tables.REJECTED_ROWS;
import static dev.marquee.data.Tables.TAGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.jobs.pipeline.LocalSpark;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestStageTest {
  private static final String KEEP_ALL = "ingest.maxRejectedShare=1";

  @TempDir Path folder;

  @Test
  void takesTheFourFilesOver() {
    IngestRun run =
        new IngestRun(folder)
            .file(
                "movies.csv",
                """
                movieId,title,genres
                2,"American President, The (1995)",Comedy|Drama|Comedy
                1,"""
                    + "\"\"\"Great Performances\"\" Cats (1998)\",Musical\n"
                    + """
                5000000000,Amélie 🎬 (2001– ),(no genres listed)
                3,千と千尋の神隠し,
                """)
            .file(
                "ratings.csv",
                """
                userId,movieId,rating,timestamp
                9000000000,5000000000,4.5,964982703
                7,1,0.5,964982703
                """)
            .file("tags.csv", "userId,movieId,tag,timestamp\n7,1, Très drôle ,5\n7,1,\"a, b\",6\n")
            .file("links.csv", "movieId,imdbId,tmdbId\n1,0114709,862\n2,tt0000012,\n")
            .run();

    assertThat(run.context().read(MOVIES).orderBy(MOVIES.movieId).collectAsList())
        .extracting(IngestStageTest::movie)
        .containsExactly(
            "1|\"Great Performances\" Cats|1998|[Musical]|null|0114709|862",
            "2|American President, The|1995|[Comedy, Drama]|null|0000012|null",
            "3|千と千尋の神隠し|null|[]|null|null|null",
            "5000000000|Amélie 🎬|2001|[]|null|null|null");
    assertThat(run.context().read(RATINGS).collectAsList())
        .extracting(row -> row.mkString("|"))
        .containsExactlyInAnyOrder("9000000000|5000000000|4.5|964982703", "7|1|0.5|964982703");
    assertThat(run.context().read(TAGS).collectAsList())
        .extracting(row -> row.mkString("|"))
        .containsExactlyInAnyOrder("7|1|Très drôle|5", "7|1|a, b|6");
    assertThat(run.rejected()).isEmpty();
    assertThat(run.context().metrics())
        .containsEntry("movies", 4.0)
        .containsEntry("ratings", 2.0)
        .containsEntry("tags", 2.0)
        .containsEntry("rejected", 0.0);
  }

  @Test
  void gzipWindowsLineEndsAndByteOrderMarkChangeNothing() {
    String movies = "\uFEFF" + IngestRun.MOVIES.replace("\n", "\r\n");
    String ratings = "\uFEFF" + IngestRun.RATINGS.replace("\n", "\r\n");
    IngestRun plain =
        new IngestRun(folder.resolve("plain"))
            .file("movies.csv", IngestRun.MOVIES)
            .file("ratings.csv", IngestRun.RATINGS)
            .run();
    IngestRun windows =
        new IngestRun(folder.resolve("windows"))
            .file("movies.csv", movies)
            .file("ratings.csv", ratings)
            .run();
    IngestRun compressed =
        new IngestRun(folder.resolve("compressed"))
            .file("movies.csv.gz", IngestRun.gzip(movies))
            .file("ratings.csv.gz", IngestRun.gzip(ratings))
            .run();

    for (IngestRun run : new IngestRun[] {windows, compressed}) {
      assertThat(run.rows(MOVIES)).isEqualTo(plain.rows(MOVIES)).hasSize(2);
      assertThat(run.rows(RATINGS)).isEqualTo(plain.rows(RATINGS)).hasSize(2);
      assertThat(run.rejected()).isEmpty();
    }
  }

  @Test
  void overviewIsTakenOverAndOtherColumnsAreIgnored() {
    IngestRun run =
        new IngestRun(folder)
            .file("movies.csv", "genres,director,overview,title,movieId\nDrama,X,\"A, b.\",T,1\n")
            .file("ratings.csv", "timestamp,rating,movieId,userId\n100,4,1,2\n")
            .run();

    assertThat(run.context().read(MOVIES).collectAsList())
        .extracting(IngestStageTest::movie)
        .containsExactly("1|T|null|[Drama]|A, b.|null|null");
    assertThat(run.rows(RATINGS)).containsExactly("214.0100");
  }

  @Test
  void rejectedRowsKeepFileLineAndReason() {
    IngestRun run =
        new IngestRun(folder, KEEP_ALL)
            .file("movies.csv", "movieId,title,genres\n\n1,A,x\n1,B,y\n2,,y\n2,C\n2,C,z\n")
            .file(
                "ratings.csv",
                """
                userId,movieId,rating,timestamp
                1,1,4.0,200
                1,1,3.0,300
                1,1,2.0,100

                1,2,7.5,100
                1,9,4.0,100
                2,2,1.0,500
                2,2,2.0,500
                """)
            .file("tags.csv", "userId,movieId,tag,timestamp\n1,9,fun,1\n1,1,,1\n1,1,ok,1\n")
            .file("links.csv", "movieId,imdbId,tmdbId\n1,01,1\n1,02,2\n9,03,3\n")
            .run();

    assertThat(run.rejected())
        .containsExactly(
            "links.csv 3 duplicate-link: same movieId as line 2, which is kept; expected one",
            "links.csv 4 unknown-movie: movieId 9, expected a movie of the movie file",
            "movies.csv 4 duplicate-movie: same movieId as line 3, which is kept; expected one",
            "movies.csv 5 missing-value: title is blank, expected a value",
            "movies.csv 6 missing-column: 2 fields, expected 3",
            "ratings.csv 2 duplicate-rating:"
                + " same userId and movieId as line 3, which is kept; expected one",
            "ratings.csv 4 duplicate-rating:"
                + " same userId and movieId as line 3, which is kept; expected one",
            "ratings.csv 6 rating-out-of-range: rating 7.5, expected 0.5 to 5.0",
            "ratings.csv 7 unknown-movie: movieId 9, expected a movie of the movie file",
            // Equally late: the later line wins.
            "ratings.csv 8 duplicate-rating:"
                + " same userId and movieId as line 9, which is kept; expected one",
            "tags.csv 2 unknown-movie: movieId 9, expected a movie of the movie file",
            "tags.csv 3 empty-tag: tag is blank, expected a value");
    assertThat(run.rows(RATINGS)).containsExactly("113.0300", "222.0500");
    assertThat(run.context().read(REJECTED_ROWS).where("file = 'movies.csv' and line = 4").first())
        .extracting(row -> row.getString(2))
        .isEqualTo("1,B,y");
    assertThat(run.context().metrics())
        .containsEntry("rejected", 12.0)
        .containsEntry("rejected.ratings.csv.duplicate-rating", 3.0);
    assertThat(run.printed())
        .contains(
            "ingest: ratings.csv: 5 of 7 rows (71.43 %) rejected:"
                + " 3 duplicate-rating, 1 rating-out-of-range, 1 unknown-movie");
  }

  @Test
  void bytesThatAreNotUtf8AreRejected() {
    byte[] latin1 =
        "movieId,title,genres\n1,Amélie,x\n2,B,x\n".getBytes(StandardCharsets.ISO_8859_1);
    IngestRun run =
        new IngestRun(folder, KEEP_ALL)
            .file("movies.csv", latin1)
            .file("ratings.csv", "userId,movieId,rating,timestamp\n1,2,4.0,200\n")
            .run();

    assertThat(run.rejected())
        .containsExactly("movies.csv 2 not-utf8: unreadable bytes at character 5, expected UTF-8");
  }

  @Test
  void foldersMayHaveSpacesCommasAndPatternCharacters() {
    IngestRun run =
        new IngestRun(folder, folder.resolve("in put, {a,b} [x] *? 100%"))
            .file("movies.csv", IngestRun.MOVIES)
            .file("ratings.csv", IngestRun.RATINGS)
            .run();

    assertThat(run.rows(RATINGS)).hasSize(2);
  }

  @Test
  void aSecondRunReplacesTheTables() {
    IngestRun run =
        new IngestRun(folder)
            .file("movies.csv", IngestRun.MOVIES)
            .file("ratings.csv", IngestRun.RATINGS)
            .run();
    run.run();

    assertThat(run.rows(RATINGS)).hasSize(2);
  }

  @Test
  void sparkKeepsNothingAfterwards() {
    int before = LocalSpark.session().sparkContext().getPersistentRDDs().size();
    new IngestRun(folder)
        .file("movies.csv", IngestRun.MOVIES)
        .file("ratings.csv", IngestRun.RATINGS)
        .run();

    assertThat(LocalSpark.session().sparkContext().getPersistentRDDs().size()).isEqualTo(before);
  }

  private static String movie(Row row) {
    return "%d|%s|%s|%s|%s|%s|%s"
        .formatted(
            row.getLong(0),
            row.get(1),
            row.get(2),
            row.getList(3),
            row.get(4),
            row.get(5),
            row.get(6));
  }
}
