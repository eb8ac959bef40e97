package dev.marquee.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.marquee.evaluation.metrics.AccuracyMetric;
import dev.marquee.evaluation.metrics.MetricKey;
import dev.marquee.evaluation.metrics.Relevance;
import dev.marquee.evaluation.protocol.FullRanking;
import dev.marquee.evaluation.ranking.HistoryRanker;
import dev.marquee.evaluation.split.CandidateRule;
import dev.marquee.evaluation.split.CatalogueFiles;
import dev.marquee.evaluation.split.Split;
import dev.marquee.evaluation.split.SplitReader;
import dev.marquee.jobs.config.IngestConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.data.Offset;

/** MovieLens splits beside the checkout, of which figures were computed independently. */
final class ReferenceSplits {
  private static final Offset<Double> TOLERANCE = within(0.003);

  private static final String SPLITS = "shared/data/splits";

  private ReferenceSplits() {}

  /** The split; a test that asks for it is skipped where the files are not there. */
  static Split read(String set, String split) {
    Path root = Path.of(System.getProperty("marquee.root")).toAbsolutePath().normalize();
    Path folder = null;
    for (Path parent = root.getParent(); parent != null; parent = parent.getParent()) {
      if (Files.isDirectory(parent.resolve(SPLITS).resolve(set))) {
        folder = parent.resolve(SPLITS).resolve(set);
        break;
      }
    }
    assumeThat(folder).as("folder %s/%s beside or above %s", SPLITS, set, root).isNotNull();
    return new SplitReader(new Configuration(), new IngestConfig(0, 0.5, 5))
        .read(
            set + " " + split,
            folder.resolve(split).toString(),
            new CatalogueFiles(folder.resolve("movies.csv").toString(), null));
  }

  /** nDCG@10 by full ranking, all held-out ratings relevant. */
  static double ndcg(Split split, HistoryRanker ranker) {
    return new FullRanking(split, CandidateRule.ALL, List.of(10), null)
        .evaluate(ranker.over(split.histories()))
        .mean(MetricKey.of(AccuracyMetric.NDCG, 10, Relevance.ALL));
  }

  /** The three deterministic baselines give a split's reference figures, nDCG@10 within .003. */
  static void assertReproduced(
      String set, String name, double popularity, double neighbours, double ease, double lambda) {
    Split split = read(set, name);

    assertThat(ndcg(split, new PopularityRanker(split.train())))
        .as("popularity")
        .isEqualTo(popularity, TOLERANCE);
    assertThat(ndcg(split, new ItemNeighbours(split.train())))
        .as("item-kNN")
        .isEqualTo(neighbours, TOLERANCE);
    assertThat(ndcg(split, Ease.train(split.train(), lambda)))
        .as("EASE")
        .isEqualTo(ease, TOLERANCE);
  }
}
