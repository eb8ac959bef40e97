package dev.marquee.jobs.recommend;

import dev.marquee.jobs.djl.ExecutorModel;
import dev.marquee.jobs.ncf.NcfScorer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Scores the users of one partition in batches. Rows in: userId, movieIds (seen), gmf, mlp. Rows
 * out: userId, rank, movieId, score.
 */
record RecommendUsers(ExecutorModel<NcfScorer> model, int topN, int userBatch)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> users) {
    if (!users.hasNext()) {
      return users;
    }
    return new BatchedRows(users, model.get());
  }

  /** Pulls a batch of users when the rows of the last one are used up. */
  private final class BatchedRows implements Iterator<Row> {
    private final Iterator<Row> users;
    private final NcfScorer scorer;
    private final TopMovies top = new TopMovies(topN);
    private final boolean[] seen;
    private final ArrayDeque<Row> ready = new ArrayDeque<>();

    BatchedRows(Iterator<Row> users, NcfScorer scorer) {
      this.users = users;
      this.scorer = scorer;
      seen = new boolean[scorer.movieIds().length];
      scorer.useThreadsOf(TaskContext.get());
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && users.hasNext()) {
        scoreNextBatch();
      }
      return !ready.isEmpty();
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }

    private void scoreNextBatch() {
      List<Row> batch = new ArrayList<>(userBatch);
      while (batch.size() < userBatch && users.hasNext()) {
        batch.add(users.next());
      }
      float[] scores = scorer.score(vectors(batch, 2), vectors(batch, 3));
      for (int i = 0; i < batch.size(); i++) {
        list(batch.get(i), scores, i * seen.length);
      }
    }

    private void list(Row user, float[] scores, int offset) {
      Arrays.fill(seen, false);
      List<Long> history = user.getList(1);
      for (long movieId : history) {
        int row = Arrays.binarySearch(scorer.movieIds(), movieId);
        if (row >= 0) {
          seen[row] = true;
        }
      }
      top.select(scores, offset, seen);
      for (int place = 0; place < top.size(); place++) {
        ready.add(
            RowFactory.create(
                user.getLong(0), place + 1, scorer.movieIds()[top.movie(place)], top.score(place)));
      }
    }

    private static float[] vectors(List<Row> batch, int column) {
      List<Float> first = batch.get(0).getList(column);
      int factors = first.size();
      float[] values = new float[batch.size() * factors];
      for (int i = 0; i < batch.size(); i++) {
        List<Float> vector = batch.get(i).getList(column);
        for (int k = 0; k < factors; k++) {
          values[i * factors + k] = vector.get(k);
        }
      }
      return values;
    }
  }
}
