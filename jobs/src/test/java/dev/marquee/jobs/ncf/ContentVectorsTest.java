package dev.marquee.jobs.ncf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marquee.data.PoolingBlock;
import dev.marquee.jobs.linear.SparseMatrix;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ContentVectorsTest {
  private static final Offset<Float> EXACT = within(1e-5f);

  /** Movies 0 to 2 have one rating each, 3 has none; all are of one content. */
  private static final Interactions DATA = NcfFixtures.interactions(4, new int[] {0, 1, 2});

  private static final SparseMatrix ONE_FEATURE =
      new SparseMatrix(
          List.of(new int[] {0}, new int[] {0}, new int[] {0}, new int[] {0}),
          List.of(new double[] {1}, new double[] {1}, new double[] {1}, new double[] {1}),
          1);

  private static ContentVectors content() {
    ModelVectors model = new ModelVectors(DATA);
    float[] alike = {3, 3, 3, 9};
    model.add(PoolingBlock.plain("gmf", 1), alike, alike, new float[0], 1);
    model.addBias(new float[] {1, 2, 6, -4});
    return new ContentVectors(model, ONE_FEATURE, DATA.counts());
  }

  /**
   * One rating weighs 1 / 4, three movies together 3 / 4: the mean bias is 3 all the same, and what
   * movies of one content have beyond it adds up to nothing that content could say.
   */
  @Test
  void biasesAreCentredHoweverFewRatingsThereAre() {
    float[] vectors = content().candidates(new ContentVectors.Shares(1, 1));
    assertThat(new float[] {vectors[1], vectors[3], vectors[5]})
        .containsExactly(new float[] {1, 2, 6}, EXACT);
  }

  /**
   * The ridge's map is sum(w v) / (sum(w) + 2) = 2.25 / 2.75, and of what it leaves over of each of
   * the three a movie like them gets sum(w) / (sum(w) + 3) = .75 / 3.75. A movie without ratings
   * keeps its bias and loses the vector that nobody taught it.
   */
  @Test
  void unratedMoviesStandWhereTheirContentSays() {
    ContentVectors content = content();
    float map = 2.25f / 2.75f;
    float predicted = map + (3 - map) * .75f / 3.75f;
    assertThat(content.candidates(new ContentVectors.Shares(0, 0.5)))
        .containsExactly(new float[] {3, 1, 3, 2, 3, 6, predicted / 2, -4}, EXACT);
    assertThat(content.candidates(new ContentVectors.Shares(0.5, 1))).startsWith(3 + map / 2, 1);
    assertThat(content.history()[6]).isEqualTo(predicted, EXACT);
    assertThat(content.history()[4]).isEqualTo(3);
  }
}
