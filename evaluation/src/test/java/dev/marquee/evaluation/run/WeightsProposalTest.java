package dev.marquee.evaluation.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.data.FittedWeights;
import dev.marquee.data.SnapshotDirectory;
import dev.marquee.serving.recommend.HybridWeights;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsProposalTest {
  @TempDir Path folder;

  @Test
  void whatIsWrittenIsWhatRankingReads() {
    SnapshotDirectory snapshot =
        new SnapshotDirectory("s", new org.apache.hadoop.fs.Path(folder.toUri()));
    HybridWeights configured = new HybridWeights(0.7, 0.2, 0.1);
    WeightsProposal.of(
            "s",
            "nDCG@10",
            List.of(
                new FittedBucket(0, 0, false, configured, configured, Double.NaN, Double.NaN),
                new FittedBucket(5, 40, true, configured, new HybridWeights(0, 1, 0), 0.1, 0.2)))
        .write(snapshot, new Configuration());

    assertThat(FittedWeights.read(snapshot, new Configuration()).orElseThrow().buckets())
        .containsExactly(
            new FittedWeights.Bucket(0, new FittedWeights.Weights(0.7, 0.2, 0.1)),
            new FittedWeights.Bucket(5, new FittedWeights.Weights(0, 1, 0)));
  }
}
