package dev.marquee.jobs.ingest;

import static dev.marquee.data.Tables.MOVIES;
import static dev.marquee.data.Tables.RATINGS;
import static dev.marquee.data.Tables.REJECTED_ROWS;
import static dev.marquee.data.Tables.TAGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marquee.data.Table;
import dev.marquee.data.UserError;
import dev.marquee.jobs.pipeline.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the CSV history and the service's event store become one. */
class IngestEventsTest {
  private static final String MOVIE_FILE =
      "movieId,title,genres\n1,A,x\n2,B,x\n3,C,x\n4,D,x\n5,E,x\n";

  @TempDir Path folder;
  private EventStoreFixture store;

  @BeforeEach
  void open() {
    store = new EventStoreFixture(folder.resolve("events 1.db"));
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private IngestRun run(String... settings) {
    return new IngestRun(folder, settings).file("movies.csv", MOVIE_FILE);
  }

  private IngestRun runWithStore() {
    return run("events.url=\"" + store.url() + "\"");
  }

  private static List<String> rows(IngestRun run, Table table) {
    return run.context().read(table).collectAsList().stream()
        .map(row -> row.mkString("|"))
        .sorted()
        .toList();
  }

  @Test
  void theLaterOfTwoRatingsCountsAndDeletionsRemove() {
    store
        .rating(1, 1, 5.0, 101)
        .rating(1, 2, 5.0, 100)
        .rating(1, 3, 5.0, 99)
        .rating(1, 5, 4.5, 50)
        .rating(9_000_000_000L, 1, 0.5, 60)
        .deletion(2, 1, 101)
        .deletion(2, 2, 100)
        .deletion(2, 3, 99)
        .deletion(2, 4, 100);
    IngestRun run =
        run("ingest.maxRejectedShare=1", "events.url=\"" + store.url() + "\"")
            .file(
                "ratings.csv",
                """
                userId,movieId,rating,timestamp
                1,1,1.0,100
                1,2,1.0,100
                1,3,1.0,90
                1,3,1.0,100
                1,4,1.0,100
                2,1,1.0,100
                2,2,1.0,100
                2,3,1.0,100
                """)
            .run();

    assertThat(rows(run, RATINGS))
        .containsExactly(
            "1|1|5.0|101",
            "1|2|5.0|100",
            "1|3|1.0|100",
            "1|4|1.0|100",
            "1|5|4.5|50",
            "2|3|1.0|100",
            "9000000000|1|0.5|60");
    assertThat(run.rejected())
        .as("what the store supersedes is not rejected")
        .containsExactly(
            "ratings.csv 4 duplicate-rating:"
                + " same userId and movieId as line 5, which is kept; expected one");
    assertThat(run.context().metrics())
        .containsEntry("ratings", 7.0)
        .containsEntry("events.ratings", 4.0)
        .containsEntry("events.removed", 2.0)
        .containsEntry("events.erasedUsers", 0.0);
    assertThat(run.printed())
        .contains("ingest: events: 9 rows, none rejected")
        .contains(
            "ingest: events: 2 ratings are new, 2 replace and 2 deletions remove one of"
                + " ratings.csv; 0 users are erased");
  }

  @Test
  void ofAnErasedUserOnlyWhatCameAfterwardsIsLeft() {
    store.erasure(1, 1000).erasure(77, 1000).rating(1, 2, 4.0, 2000);
    IngestRun run =
        runWithStore()
            .file(
                "ratings.csv",
                """
                userId,movieId,rating,timestamp
                1,1,1.0,100
                1,1,1.0,200
                1,2,1.0,9000
                1,99,1.0,100
                2,1,1.0,100
                """)
            .file("tags.csv", "userId,movieId,tag,timestamp\n1,1,mine,5\n1,99,mine,5\n2,1,fun,6\n")
            .run();

    assertThat(rows(run, RATINGS)).containsExactly("1|2|4.0|2000", "2|1|1.0|100");
    assertThat(rows(run, TAGS)).containsExactly("2|1|fun|6");
    assertThat(run.rejected()).as("not even there").isEmpty();
    assertThat(run.context().metrics()).containsEntry("events.erasedUsers", 2.0);
    assertThat(run.printed()).contains("2 users are erased");
  }

  @Test
  void storedRatingsThatCannotBeTakenOverAreKeptAsRejected() {
    store.rating(1, 1, 7.5, 200).rating(1, 99, 4.0, 200).rating(1, 2, 4.0, -1).deletion(1, 98, 200);
    IngestRun run =
        runWithStore()
            .file("ratings.csv", "userId,movieId,rating,timestamp\n1,1,1.0,100\n2,2,2.0,100\n")
            .run();

    assertThat(rows(run, RATINGS)).containsExactly("1|1|1.0|100", "2|2|2.0|100");
    assertThat(run.rejected())
        .containsExactly(
            "events 0 bad-timestamp:"
                + " timestamp -1, expected seconds since 1970 (0 to 253402300799)",
            "events 0 rating-out-of-range: rating 7.5, expected 0.5 to 5.0",
            "events 0 unknown-movie: movieId 99, expected a movie of the movie file");
    assertThat(run.context().read(REJECTED_ROWS).where("reason = 'unknown-movie'").first())
        .extracting(row -> row.getString(2))
        .isEqualTo("1,99,4.0,200");
    assertThat(run.context().metrics())
        .containsEntry("rejected", 3.0)
        .containsEntry("rejected.events.unknown-movie", 1.0);
    assertThat(run.printed())
        .contains(
            "ingest: events: 3 of 4 rows (75.00 %) rejected:"
                + " 1 bad-timestamp, 1 rating-out-of-range, 1 unknown-movie");
  }

  @Test
  void aStoreWithoutEventsChangesNothing() {
    IngestRun plain = run().file("ratings.csv", IngestRun.RATINGS).run();
    List<String> ratings = plain.rows(RATINGS);
    assertThat(plain.printed()).doesNotContain("events");
    assertThat(plain.context().metrics().keySet()).noneMatch(name -> name.startsWith("events"));

    IngestRun empty = runWithStore().run();
    assertThat(empty.rows(RATINGS)).isEqualTo(ratings);
    assertThat(empty.rows(MOVIES)).hasSize(5);

    Path missing = folder.resolve("missing.db");
    IngestRun before = run("events.url=\"jdbc:sqlite:" + missing + "\"").run();
    assertThat(before.rows(RATINGS)).isEqualTo(ratings);
    assertThat(before.printed())
        .contains("events: none, the service has not made jdbc:sqlite:" + missing + " yet");
    assertThat(missing).as("reading makes no file").doesNotExist();
  }

  @Test
  void aStoreThatCannotBeReadStopsTheJobBeforeItBegins() throws Exception {
    Path file = folder.resolve("other.db");
    Files.writeString(file, "no database, but long enough to be looked at as one".repeat(30));
    for (String url :
        new String[] {
          "jdbc:sqlite:" + file, "jdbc:postgresql://127.0.0.1:1/events?sslmode=disable"
        }) {
      IngestRun run =
          run("events.url=\"" + url + "\"", "events.user=me", "events.password=hunter2")
              .file("ratings.csv", IngestRun.RATINGS);

      assertThatThrownBy(() -> new IngestStage().check(run.context()))
          .isInstanceOf(UserError.class)
          .hasMessageContaining(url.replace("?sslmode=disable", ""))
          .hasMessageContaining("events.url")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2", "sslmode"));
      assertThatThrownBy(run::run).isInstanceOf(UserError.class);
    }
  }

  @Test
  void sparkKeepsNothingAfterwards() {
    int before = LocalSpark.session().sparkContext().getPersistentRDDs().size();

    store.erasure(5, 10).rating(1, 2, 4.0, 2000);
    runWithStore().file("ratings.csv", IngestRun.RATINGS).run();

    assertThat(LocalSpark.session().sparkContext().getPersistentRDDs().size()).isEqualTo(before);
  }
}
