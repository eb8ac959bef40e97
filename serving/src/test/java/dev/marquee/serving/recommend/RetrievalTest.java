package dev.marquee.serving.recommend;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.serving.snapshot.NcfFactors;
import dev.marquee.serving.snapshot.Snapshot;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetrievalTest {

  private static Scale measured(float[] scores, double bias) {
    Scale scale = Scale.of(scores);
    return new Scale(scale.mean() + bias, scale.deviation());
  }

  private static void assertAlike(Scale scale, Scale expected) {
    assertThat(scale.mean()).isEqualTo(expected.mean(), within(1e-4));
    assertThat(scale.deviation()).isEqualTo(expected.deviation(), within(1e-4));
  }

  @Test
  void scoresAreGmfAndTheMlpOfTheMeanUser() {
    // User GMF 2 times output weight 4; movies .5, 1, -1, 0: 4, 8, -8, 0. MLP of the mean user,
    // (3 + 1) / 2 = 2, for movie 40 (0): layer 1 relu(2, 1) + (2, 0) = (4, 1), layer 2
    // relu(3, -4) + (4, 1) = (7, 1), output 7 - 2 = 5.
    NcfFactors ncf = FourMovies.snapshot().ncf();
    NcfScorer scorer = new NcfScorer(ncf);
    Retrieval retrieval = new Retrieval(ncf, scorer);
    NcfScorer.ForUser user = scorer.forUser(new UserVector(new float[] {2}, new float[] {3}));
    float[] scores = retrieval.scores(user);
    float[] none =
        retrieval.scores(scorer.forUser(new UserVector(new float[] {0}, new float[] {3})));
    assertThat(none[3]).isEqualTo(5);
    assertThat(scores).containsExactly(none[0] + 4, none[1] + 8, none[2] - 8, none[3]);
    // The output's bias is .5.
    assertAlike(retrieval.scale(user), measured(scores, 0.5));
  }

  /** Random vectors are the worst case: no column says more than another. */
  @Test
  void theBestAreThoseOfAllScores() {
    Snapshot snapshot = SyntheticSnapshot.of(5000, 20, 5, false);
    NcfScorer scorer = new NcfScorer(snapshot.ncf());
    Retrieval retrieval = new Retrieval(snapshot.ncf(), scorer);
    int found = 0;
    for (int row = 0; row < 20; row++) {
      NcfScorer.ForUser user =
          scorer.forUser(new UserVector(snapshot.ncf().userGmf().row(row), new float[0]));
      float[] scores = retrieval.scores(user);
      int[] exact =
          Arrays.stream(Order.descending(scores)).filter(movie -> movie % 3 > 0).toArray();
      int[] best = retrieval.best(user, user::logits, movie -> movie % 3 > 0, 200);
      assertThat(best).hasSize(200).startsWith(Arrays.copyOf(exact, 50));
      Set<Integer> wanted = Arrays.stream(exact, 0, 200).boxed().collect(toSet());
      found += (int) Arrays.stream(best).filter(wanted::contains).count();
    }
    assertThat(found).isGreaterThanOrEqualTo(20 * 199);
  }

  @Test
  void asManyAsThereAre() {
    Snapshot snapshot = SyntheticSnapshot.of(100, 3, 5, true);
    NcfScorer scorer = new NcfScorer(snapshot.ncf());
    NcfScorer.ForUser user =
        scorer.forUser(
            new UserVector(snapshot.ncf().userGmf().row(1), snapshot.ncf().userMlp().row(1)));
    Retrieval retrieval = new Retrieval(snapshot.ncf(), scorer);
    assertThat(retrieval.best(user, user::logits, movie -> movie < 7, 20))
        .containsOnly(0, 1, 2, 3, 4, 5, 6);
    assertThat(retrieval.best(user, user::logits, movie -> true, 0)).isEmpty();
  }

  @Test
  void theClosedFormAgreesWithAllScoresInRealSizes() {
    Snapshot snapshot = SyntheticSnapshot.of(700, 3, 5, true);
    NcfScorer scorer = new NcfScorer(snapshot.ncf());
    Retrieval retrieval = new Retrieval(snapshot.ncf(), scorer);
    NcfScorer.ForUser user =
        scorer.forUser(
            new UserVector(snapshot.ncf().userGmf().row(1), snapshot.ncf().userMlp().row(1)));
    double bias = snapshot.ncf().layers().get(3).bias()[0];
    assertAlike(retrieval.scale(user), measured(retrieval.scores(user), bias));
  }
}
