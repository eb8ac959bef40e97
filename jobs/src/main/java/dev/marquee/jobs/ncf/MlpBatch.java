package dev.marquee.jobs.ncf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.marquee.data.HistoryPooling;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One step's users for the MLP branch: each user's pooled vector of the given movies, up to {@value
 * #MOST_WANTED} wanted movies and unseen ones drawn uniformly, {@value #CANDIDATES} candidates a
 * user.
 */
final class MlpBatch {
  static final int CANDIDATES = 128;
  private static final int MOST_WANTED = 16;
  private static final int MOST_DRAWS = 100;

  private final Interactions data;
  private final GmfBranch gmf;
  private final HistoryPooling pooling;
  private final SplittableRandom random;
  private final int factors;
  private final float[] vectors;
  private final long[] candidates;
  private final float[] offsets;
  private final float[] wanted;
  private final Objective.Role[] roles;
  private final int[] given;
  private final float[] stars;
  private int size;
  private int wantedCount;

  MlpBatch(Interactions data, GmfBranch gmf, int users, long seed) {
    this.data = data;
    this.gmf = gmf;
    pooling = new HistoryPooling(List.of(gmf.pooling()));
    random = new SplittableRandom(seed);
    factors = gmf.pooling().size();
    vectors = new float[users * factors];
    candidates = new long[users * CANDIDATES];
    offsets = new float[users * CANDIDATES];
    wanted = new float[users * CANDIDATES];
    int longest = 0;
    for (int user = 0; user < data.users(); user++) {
      longest = Math.max(longest, data.end(user) - data.start(user));
    }
    roles = new Objective.Role[longest];
    given = new int[longest];
    stars = new float[longest];
  }

  /** Takes users {@code order[from]} to {@code order[to - 1]}. */
  void fill(int[] order, int from, int to, Objective objective, double dropout) {
    size = to - from;
    wantedCount = 0;
    for (int i = 0; i < size; i++) {
      int user = order[from + i];
      int start = data.start(user);
      int count = data.end(user) - start;
      objective.draw(count, dropout, roles);
      int known = 0;
      int place = i * CANDIDATES;
      int last = place + Math.min(MOST_WANTED, CANDIDATES / 2);
      for (int j = count - 1; j >= 0; j--) {
        if (roles[j] == Objective.Role.WANTED && place < last) {
          wanted[place] = data.weight(start + j);
          candidates[place++] = data.movie(start + j);
        }
      }
      for (int j = 0; j < count; j++) {
        if (roles[j] == Objective.Role.GIVEN) {
          given[known] = data.movie(start + j);
          stars[known++] = data.rating(start + j);
        }
      }
      wantedCount += place - i * CANDIDATES;
      while (place < (i + 1) * CANDIDATES) {
        wanted[place] = 0;
        candidates[place++] = unseen(user);
      }
      userVector(i, user, known);
    }
  }

  private int unseen(int user) {
    int movie = random.nextInt(data.movies());
    for (int draw = 0; draw < MOST_DRAWS && data.seen(user, movie); draw++) {
      movie = random.nextInt(data.movies());
    }
    return movie;
  }

  private void userVector(int i, int user, int known) {
    float[] vector = pooling.pool(gmf.history(), given, stars, known);
    for (int k = 0; k < factors && gmf.users().length > 0; k++) {
      vector[k] += gmf.users()[user * factors + k];
    }
    System.arraycopy(vector, 0, vectors, i * factors, factors);
    for (int place = i * CANDIDATES; place < (i + 1) * CANDIDATES; place++) {
      int movie = (int) candidates[place];
      float logit = gmf.bias()[movie];
      for (int k = 0; k < factors; k++) {
        logit += vector[k] * gmf.candidates()[movie * factors + k];
      }
      offsets[place] = logit;
    }
  }

  /** Movies that somebody wants, counted once a user. */
  int wantedCount() {
    return wantedCount;
  }

  /** The block's inputs. */
  NDList inputs(NDManager manager) {
    int places = size * CANDIDATES;
    Shape shape = new Shape(size, CANDIDATES);
    return new NDList(
        manager.create(FloatBuffer.wrap(vectors, 0, size * factors), new Shape(size, factors)),
        manager.create(LongBuffer.wrap(candidates, 0, places), shape),
        manager.create(FloatBuffer.wrap(offsets, 0, places), shape));
  }

  /** Cross-entropy of the wanted movies among the user's candidates, summed. */
  NDArray loss(NDManager manager, NDArray logits) {
    NDArray marks =
        manager.create(FloatBuffer.wrap(wanted, 0, size * CANDIDATES), new Shape(size, CANDIDATES));
    return NcfLosses.softmax(logits, marks);
  }
}
