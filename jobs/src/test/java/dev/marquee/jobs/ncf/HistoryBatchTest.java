package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.config.NcfConfig;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryBatchTest {
  private static final PoolingBlock HALVING =
      new PoolingBlock(
          "gmf", 0, 0, 1 / (float) Math.log(2), 0, 4, 1, new float[0], new float[0], new float[0]);

  private final NDManager manager = NDManager.newBaseManager(Device.cpu());

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void givenRatingsWeighByWhatIsNewerAmongTheGiven() {
    // Three ratings; the objective gives a prefix and wants the rest, whatever it draws.
    Interactions data = NcfFixtures.interactions(5, new int[] {3, 0, 2});
    NcfConfig config = NcfFixtures.config("ncf.userBatch=1");
    HistoryBatch batch = new HistoryBatch(data, config, HALVING, 1);
    Objective next = new Objective(NcfConfig.Objective.NEXT, config, 1);
    Set<String> seen = new HashSet<>();
    for (int draw = 0; draw < 50; draw++) {
      batch.fill(new int[] {0}, 0, 1, next, 0);
      float[] given = batch.inputs(manager).head().toFloatArray();
      seen.add(Arrays.toString(given));
    }

    assertThat(seen)
        .containsExactlyInAnyOrder("[0.0, 0.0, 0.0, 1.0, 0.0]", "[1.0, 0.0, 0.0, 0.5, 0.0]");
  }

  @Test
  void whatIsGivenDoesNotCompete() {
    // Logits 0 for all: each wanted movie costs ln(competitors), and the given are none of them.
    Interactions data = NcfFixtures.interactions(9, new int[] {3, 0});
    NcfConfig config = NcfFixtures.config("ncf.userBatch=1");
    HistoryBatch batch = new HistoryBatch(data, config, HALVING, 1);

    batch.fill(new int[] {0}, 0, 1, new Objective(NcfConfig.Objective.NEXT, config, 1), 0);

    assertThat(batch.wantedCount()).isEqualTo(1);
    float loss = batch.loss(manager, manager.zeros(new Shape(1, 9))).getFloat();
    assertThat((double) loss).isEqualTo(Math.log(8), within(1e-5));
  }

  @Test
  void whatIsWantedCountsByItsStarsWithExplicitFeedback() {
    // Of two ratings the first is given and the second wanted: 5 stars where the mean is 3.
    Interactions data =
        NcfFixtures.interactions(9, new float[] {1, 5}, new int[] {3, 0}).explicit();
    for (String loss : List.of("softmax", "bpr")) {
      NcfConfig config = NcfFixtures.config("ncf.userBatch=1", "ncf.loss=" + loss);
      HistoryBatch batch = new HistoryBatch(data, config, HALVING, 1);

      batch.fill(new int[] {0}, 0, 1, new Objective(NcfConfig.Objective.NEXT, config, 1), 0);

      double one = loss.equals("softmax") ? Math.log(8) : Math.log(2);
      float sum = batch.loss(manager, manager.zeros(new Shape(1, 9))).getFloat();
      assertThat((double) sum).isEqualTo(5.0 / 3 * one, within(1e-5));
    }
  }

  @Test
  void aShareOfTheMoviesIsKnownByContentAlone() {
    Interactions data = NcfFixtures.interactions(1000, new int[] {3, 0});
    NcfConfig config = NcfFixtures.config("ncf.userBatch=1", "ncf.movieIdDropout=0.2");
    HistoryBatch batch = new HistoryBatch(data, config, HALVING, 1);
    batch.fill(new int[] {0}, 0, 1, new Objective(NcfConfig.Objective.NEXT, config, 1), 0);

    float[] first = batch.inputs(manager).get(4).toFloatArray();
    float[] second = batch.inputs(manager).get(4).toFloatArray();

    assertThat(first).hasSize(1000).containsOnly(0, 1).isNotEqualTo(second);
    assertThat(IntStream.range(0, 1000).filter(movie -> first[movie] == 0).count())
        .isBetween(150L, 250L);
  }

  @Test
  void aLargeCatalogueCompetesByASharedDraw() {
    int[] history = IntStream.range(100, 140).toArray();
    Interactions data = NcfFixtures.interactions(1000, history, history);
    NcfConfig config = NcfFixtures.config("ncf.userBatch=2", "ncf.softmaxMovies=100");
    HistoryBatch batch = new HistoryBatch(data, config, HALVING, 1);
    Objective objective = new Objective(NcfConfig.Objective.RECONSTRUCT, config, 1);
    batch.fill(new int[] {0, 1}, 0, 2, objective, 0);

    NDList inputs = batch.inputs(manager);
    long[] columns = inputs.get(3).toLongArray();
    float[] given = inputs.head().toFloatArray();

    assertThat(columns).hasSize(100).doesNotHaveDuplicates();
    Set<Long> competing = new HashSet<>();
    Arrays.stream(columns).forEach(competing::add);
    int wanted = 0;
    for (int user = 0; user < 2; user++) {
      for (int movie : history) {
        if (given[user * 1000 + movie] == 0) {
          assertThat(competing).contains((long) movie);
          wanted++;
        }
      }
    }
    assertThat(batch.wantedCount()).isEqualTo(wanted).isPositive();
    assertThat(Arrays.stream(columns).filter(movie -> movie >= 140).count()).isGreaterThan(40);
  }

  @Test
  void negativesAreUnseen() {
    Interactions data = NcfFixtures.interactions(4, new int[] {0, 1, 2});
    NcfConfig config =
        NcfFixtures.config("ncf.userBatch=1", "ncf.loss=log-loss", "ncf.negativesPerPositive=6");
    HistoryBatch batch = new HistoryBatch(data, config, HALVING, 1);
    Objective objective = new Objective(NcfConfig.Objective.RECONSTRUCT, config, 3);
    do {
      batch.fill(new int[] {0}, 0, 1, objective, 0);
    } while (batch.wantedCount() != 1);

    // Only movie 3 is unseen: its logit is the one that six negatives push down.
    float[] logits = {0, 0, 0, (float) Math.log(3)};
    float loss = batch.loss(manager, manager.create(logits, new Shape(1, 4))).getFloat();
    assertThat((double) loss).isEqualTo(-Math.log(0.5) - 6 * Math.log(0.25), within(1e-4));
  }
}
