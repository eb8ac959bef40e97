package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ValidationRankingTest {
  private final NDManager manager = NDManager.newBaseManager(Device.cpu());

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void aHandWorkedRanking() {
    // User 0 knows movie 0 and wants 2 and 4; user 1 knows 1 and wants 3. Scores are movie values:
    // 0: 9, 1: 8, 2: 7, 3: 6, 4: 5.
    // User 0 sees 1, 2, 3, 4: gains at ranks 2 and 4, (.63093 + .43068) / (1 + .63093) = .65092.
    // User 1 sees 0, 2, 3, 4: a gain at rank 3, .5.
    Interactions fit = NcfFixtures.interactions(5, new int[] {0}, new int[] {1});
    ValidationCut cut = new ValidationCut(fit, new int[] {0, 1}, new int[][] {{2, 4}, {3}});
    ValidationRanking ranking = new ValidationRanking(cut, manager);

    double ndcg = ranking.ndcg(new float[] {1, 1}, new float[] {9, 8, 7, 6, 5}, 1);

    assertThat(ndcg).isEqualTo((0.65092 + 0.5) / 2, within(1e-5));
  }

  @Test
  void onlyTheFirstTenCountAndEqualScoresAreTakenInTheOrderOfRows() {
    Interactions fit = NcfFixtures.interactions(30, new int[] {0});
    float[] equal = new float[30];
    double tenth = 1 / (Math.log(11) / Math.log(2));

    assertThat(ndcg(fit, equal, 10)).isEqualTo(tenth, within(1e-6));
    assertThat(ndcg(fit, equal, 11)).isZero();
  }

  private double ndcg(Interactions fit, float[] movies, int wanted) {
    ValidationCut cut = new ValidationCut(fit, new int[] {0}, new int[][] {{wanted}});
    return new ValidationRanking(cut, manager).ndcg(new float[] {1}, movies, 1);
  }

  @Test
  void aWholeModelIsRankedLikeItsDotProducts() {
    Interactions fit = NcfFixtures.interactions(40, IntStream.range(0, 3).toArray(), new int[] {7});
    ValidationCut cut = new ValidationCut(fit, new int[] {0, 1}, new int[][] {{9, 30}, {3}});
    ValidationRanking ranking = new ValidationRanking(cut, manager);
    float[] users = {1, 0.5f, -0.3f, 2};
    float[] movies = new float[80];
    IntStream.range(0, 80).forEach(i -> movies[i] = (float) Math.sin(i * 1.7));
    NcfWeights weights =
        new NcfWeights(
            new NcfArchitecture(2, 40, 2, 0, List.of(), false),
            users,
            new float[0],
            movies,
            new float[0],
            new float[80],
            List.of(dev.marquee.data.PoolingBlock.plain("gmf", 2)),
            List.of(),
            new float[] {1, 1},
            0);

    try (CatalogueScorer scorer = new CatalogueScorer(weights, manager)) {
      assertThat(ranking.ndcg(scorer, users, new float[0], 2))
          .isEqualTo(ranking.ndcg(users, movies, 2), within(1e-9));
    }
  }

  @Test
  void withoutValidationUsersThereIsNothingToRank() {
    Interactions fit = NcfFixtures.interactions(5, new int[] {0});
    ValidationCut cut = new ValidationCut(fit, new int[0], new int[0][]);

    assertThat(new ValidationRanking(cut, manager).ndcg(new float[0], new float[5], 1)).isZero();
  }
}
