package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import dev.marquee.jobs.config.NcfConfig;
import dev.marquee.jobs.djl.Devices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NcfTrainerTest {
  private static final String[] SMALL = {
    "ncf.factors=8",
    "ncf.hiddenUnits=[16,8]",
    "ncf.batchSize=128",
    "ncf.learningRate=0.02",
    "ncf.epochs=12",
    "ncf.patience=12"
  };

  @TempDir Path directory;

  @BeforeAll
  static void oneThread() {
    Devices.setThreads(1);
  }

  @Test
  void gainIsTheReciprocalOfTheRanksLogarithm() {
    assertThat(Validation.gain(1)).isEqualTo(1);
    // 1 / log2(4) = 1/2; 1 / log2(11) = 0.2891.
    assertThat(Validation.gain(3)).isEqualTo(0.5, within(1e-12));
    assertThat(Validation.gain(10)).isEqualTo(0.28906, within(1e-5));
    assertThat(Validation.gain(11)).isZero();
  }

  @Test
  void learnsTwoTastes() throws Exception {
    // 40 users in two groups, 40 movies in two halves; a user has rated 19 of the own 20. Unseen
    // are
    // the held-out one, the one left and the other half: without taste the held-out movie is
    // anywhere among 22, nDCG@10 about 0.21; with taste it is first or second.
    List<EpochReport> reports = new ArrayList<>();
    EpochReport best = train(NcfFixtures.config(SMALL), reports, directory);

    assertThat(reports).hasSize(12);
    assertThat(reports.get(11).loss()).isLessThan(reports.get(0).loss() / 2);
    assertThat(best.ndcg()).isGreaterThan(0.6);
    assertThat(best.ndcg())
        .isEqualTo(reports.stream().mapToDouble(EpochReport::ndcg).max().orElseThrow());
    assertThat(reports).filteredOn(EpochReport::best).last().isEqualTo(best);
    assertThat(reports).allMatch(report -> report.samplesPerSecond() > 0);
  }

  @Test
  void sameSeedSameWeights() throws Exception {
    NcfConfig config = NcfFixtures.config(SMALL);
    Path first = Files.createDirectory(directory.resolve("first"));
    Path second = Files.createDirectory(directory.resolve("second"));

    train(config, new ArrayList<>(), first);
    train(config, new ArrayList<>(), second);

    assertThat(second.resolve("ncf.params")).hasSameBinaryContentAs(first.resolve("ncf.params"));
    assertThat(second.resolve("users.params"))
        .hasSameBinaryContentAs(first.resolve("users.params"));
  }

  @Test
  void stopsWhenValidationNoLongerImproves() throws Exception {
    String[] settings = SMALL.clone();
    settings[4] = "ncf.epochs=200";
    settings[5] = "ncf.patience=2";
    List<EpochReport> reports = new ArrayList<>();

    EpochReport best = train(NcfFixtures.config(settings), reports, directory);

    assertThat(reports).hasSizeLessThan(200);
    assertThat(reports).hasSize(best.epoch() + 2);
  }

  private static EpochReport train(NcfConfig config, List<EpochReport> reports, Path directory)
      throws Exception {
    return new NcfTrainer(NcfFixtures.twoTastes(20, 20), config, Device.cpu(), reports::add)
        .train(directory);
  }
}
