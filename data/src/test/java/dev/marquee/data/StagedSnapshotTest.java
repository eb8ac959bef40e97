package dev.marquee.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedSnapshotTest {
  @TempDir Path warehouse;
  private SnapshotStore store;
  private StagedSnapshot staged;

  @BeforeEach
  void stage() {
    store =
        new SnapshotStore(new org.apache.hadoop.fs.Path(warehouse.toString()), new Configuration());
    staged = store.stage();
    run("ingest", 1, List.of(), Tables.MOVIES, Tables.RATINGS);
    run("tfidf", 1, List.of(Tables.MOVIES), Tables.MOVIE_TFIDF);
    run("similar", 1, List.of(Tables.MOVIE_TFIDF), Tables.SIMILAR_MOVIES);
    run("popularity", 1, List.of(Tables.RATINGS), Tables.MOVIE_POPULARITY);
  }

  private void run(String stage, int number, List<Table> reads, Table... writes) {
    Map<String, Long> rows = new TreeMap<>();
    for (Table table : writes) {
      rows.put(table.name(), 10L);
    }
    staged.starting(stage);
    staged.record(
        new StageRecord(
            stage,
            stage + "-" + number,
            "2026-11-22T15:04:05Z",
            1.5,
            staged.writerRuns(reads),
            rows,
            Map.of("loss", 0.5)));
  }

  @Test
  void keepsItsLedgerOnDisk() {
    StagedSnapshot opened = store.openStaged().orElseThrow();
    assertThat(opened.id()).isEqualTo(staged.id());
    assertThat(opened.records()).isEqualTo(staged.records()).hasSize(4);
    assertThat(opened.records().get(2).inputs()).isEqualTo(Map.of("movie_tfidf", "tfidf-1"));
    assertThat(opened.writerRun(Tables.RATINGS)).contains("ingest-1");
    assertThat(opened.writerRun(Tables.RECOMMENDATIONS)).isEmpty();
    assertThat(opened.staleTables()).isEmpty();
  }

  @Test
  void aTableMadeFromAReplacedOneIsStale() {
    run("tfidf", 2, List.of(Tables.MOVIES), Tables.MOVIE_TFIDF);
    assertThat(staged.stale())
        .containsExactly(
            Map.entry(
                "similar_movies",
                "similar_movies was made from an earlier movie_tfidf: run similar again"));
    run("similar", 2, List.of(Tables.MOVIE_TFIDF), Tables.SIMILAR_MOVIES);
    assertThat(staged.staleTables()).isEmpty();
  }

  @Test
  void whatWasMadeFromAStaleTableIsStaleToo() {
    run("ingest", 2, List.of(), Tables.MOVIES, Tables.RATINGS);
    assertThat(staged.stale())
        .containsExactly(
            Map.entry(
                "movie_tfidf", "movie_tfidf was made from an earlier movies: run tfidf again"),
            Map.entry(
                "similar_movies",
                "similar_movies was made from movie_tfidf, which is out of date: run tfidf and"
                    + " similar again"),
            Map.entry(
                "movie_popularity",
                "movie_popularity was made from an earlier ratings: run popularity again"));
  }

  @Test
  void aStageThatDiedHalfWayLeavesNoWriter() {
    staged.starting("tfidf");
    assertThat(staged.writerRun(Tables.MOVIE_TFIDF)).isEmpty();
    assertThat(staged.stale().get("similar_movies")).contains("no longer there", "run similar");
    assertThatThrownBy(() -> staged.writerRuns(List.of(Tables.MOVIE_TFIDF)))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("movie_tfidf", staged.id(), "run the stage");
  }

  @Test
  void aCorruptLedgerIsNamed() throws Exception {
    Path ledger = warehouse.resolve("snapshots").resolve(staged.id()).resolve("staging.json");
    Files.writeString(ledger, "{\"stages\": [{\"stage\"");
    assertThatThrownBy(staged::records)
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll("staging.json", "expected");
    Files.delete(ledger);
    assertThatThrownBy(staged::records)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("missing");
  }
}
