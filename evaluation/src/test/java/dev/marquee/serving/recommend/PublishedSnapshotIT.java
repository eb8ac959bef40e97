package dev.marquee.serving.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.Manifest;
import dev.marquee.data.SnapshotStore;
import dev.marquee.jobs.nightly.Pipeline;
import dev.marquee.jobs.nightly.RunSettings;
import dev.marquee.jobs.pipeline.Console;
import dev.marquee.jobs.pipeline.SparkSessions;
import dev.marquee.serving.snapshot.RankedLists;
import dev.marquee.serving.snapshot.Snapshot;
import dev.marquee.serving.snapshot.SnapshotReader;
import dev.marquee.serving.snapshot.UserLists;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ranking core on a snapshot that the real pipeline wrote from the committed sample. */
class PublishedSnapshotIT {
  @TempDir static Path warehouse;

  private static Manifest manifest;
  private static Snapshot snapshot;

  @BeforeAll
  static void publishAndRead() {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.driver.host", "127.0.0.1");
    System.setProperty("spark.driver.bindAddress", "127.0.0.1");
    System.setProperty("spark.sql.shuffle.partitions", "4");
    RunSettings run =
        RunSettings.load(
            Optional.empty(),
            List.of(
                "warehouse=" + warehouse.toUri(),
                "ncf.factors=8",
                "ncf.hiddenUnits=[32,16,8]",
                "ncf.linearRank=16",
                "ncf.mlp=on",
                "ncf.epochs=2",
                "ncf.validationUsers=50",
                "recommend.topN=30"),
            Map.of("MARQUEE_HOME", System.getProperty("marquee.root")));
    Console console =
        new Console(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
    manifest = new Pipeline(SparkSessions.create("published-snapshot"), run, console).nightly();
    Configuration hadoop = new Configuration();
    SnapshotStore store =
        new SnapshotStore(new org.apache.hadoop.fs.Path(warehouse.toUri()), hadoop);
    snapshot = SnapshotReader.readCurrent(store, hadoop);
  }

  @Test
  void everythingIsRead() {
    assertThat(snapshot.id()).isEqualTo(manifest.id());
    assertThat((long) snapshot.movies().size()).isEqualTo(rows("movies"));
    assertThat((long) snapshot.histories().userIds().size()).isEqualTo(rows("user_histories"));
    assertThat(snapshot.nightly().userIds().size()).isEqualTo(600);
    assertThat(snapshot.bytesPerMovie()).isLessThan(8192);
    assertThat(snapshot.bytesPerUser()).isLessThan(8192);
  }

  private static long rows(String table) {
    return manifest.tables().get(table).rows();
  }

  @Test
  void theScoresAreThoseOfTheModelInDjl() {
    NcfScorer scorer = new NcfScorer(snapshot.ncf());
    PooledVectors users = new PooledVectors(snapshot);
    UserLists nightly = snapshot.nightly();
    RankedLists lists = nightly.lists();
    for (int row = 0; row < nightly.userIds().size(); row++) {
      RecommendationRequest request =
          RecommendationRequest.forUser(nightly.userIds().at(row)).build();
      History history = History.of(snapshot, request, RatingScale.DEFAULT);
      int[] listed = new int[lists.to(row) - lists.from(row)];
      for (int i = 0; i < listed.length; i++) {
        listed[i] = lists.movie(lists.from(row) + i);
      }
      float[] logits = scorer.forUser(users.of(history)).logits(listed);
      for (int i = 0; i < listed.length; i++) {
        double probability = 1 / (1 + Math.exp(-logits[i]));
        assertThat(probability).isCloseTo(lists.score(lists.from(row) + i), within(1e-4));
      }
    }
  }

  @Test
  void ncfAloneGivesTheNightlyList() {
    Recommender recommender = new Recommender(snapshot, RecommenderConfig.DEFAULT);
    for (int row = 0; row < 20; row++) {
      FullRanking all =
          recommender.rankAll(
              RecommendationRequest.forUser(snapshot.nightly().userIds().at(row))
                  .weights(HybridWeights.COLLABORATIVE_ONLY)
                  .scope(CandidateScope.ALL)
                  .build());
      RankedLists lists = snapshot.nightly().lists();
      List<Double> nightly = new ArrayList<>();
      List<Double> ranked = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        nightly.add((double) lists.score(lists.from(row) + i));
        long id = all.movieIds()[i];
        ranked.add(
            recommender
                .trace(
                    RecommendationRequest.forUser(snapshot.nightly().userIds().at(row)).build(), id)
                .raw()
                .probability());
      }
      for (int i = 0; i < 30; i++) {
        assertThat(ranked.get(i)).isCloseTo(nightly.get(i), within(1e-4));
      }
    }
  }
}
