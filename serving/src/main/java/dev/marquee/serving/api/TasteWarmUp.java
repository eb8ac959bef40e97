package dev.marquee.serving.api;

import dev.marquee.serving.recommend.RecommendationRequest;
import dev.marquee.serving.snapshot.UserHistories;
import java.util.Comparator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the lists of those who rated last as soon as a snapshot is in force, so that what lists are
 * made from is there when they ask: the morning after a nightly run is as fast as any other hour.
 * Works in a thread of its own, one list at a time, and only while no request waits for its turn.
 */
public final class TasteWarmUp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TasteWarmUp.class);
  private static final long LONGEST_CLOSE_MILLIS = 1_000;

  /** The snapshot that is to be dealt with next; it is all that the thread waits for. */
  private final BlockingQueue<ServedSnapshot> next = new ArrayBlockingQueue<>(1);

  private final int users;
  private final Thread thread = new Thread(this::follow, "taste-warm-up");

  /** A warm-up that does nothing yet. */
  public TasteWarmUp(CacheConfig config) {
    users = Math.min(config.tastes(), config.tastesAhead());
    thread.setDaemon(true);
  }

  /** Begins to work, if there is to be any. */
  public void start() {
    if (users > 0) {
      thread.start();
    }
  }

  /** Drops what is under way and turns to the snapshot that is in force now. */
  public synchronized void turnTo(ServedSnapshot served) {
    next.clear();
    next.add(served);
  }

  /** Drops what is under way. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(LONGEST_CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    try {
      while (true) {
        ServedSnapshot served = next.take();
        try {
          warmUp(served);
        } catch (RuntimeException | Error e) {
          // Whoever asks has the list made, or learns why it cannot be; and there will be others.
          LOG.warn("lists of snapshot {} are not made ahead", served.snapshot().id(), e);
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("closed");
    }
  }

  private void warmUp(ServedSnapshot served) throws InterruptedException {
    long begin = System.nanoTime();
    UserHistories histories = served.snapshot().histories();
    int[] rows = lastActive(histories, users);
    for (int row : rows) {
      if (!next.isEmpty()) {
        return;
      }
      served.makeAhead(
          RecommendationQuery.SILENT
              .applyTo(RecommendationRequest.forUser(histories.userIds().at(row)), served.movies())
              .build());
    }
    LOG.info(
        "lists of {} users made ahead in {} ms",
        rows.length,
        (System.nanoTime() - begin) / 1_000_000);
  }

  /** Rows of the users with the newest ratings, the newest first, of equal ones by row. */
  static int[] lastActive(UserHistories histories, int most) {
    return IntStream.range(0, histories.userIds().size())
        .filter(row -> histories.to(row) > histories.from(row))
        .boxed()
        .sorted(
            Comparator.comparingLong((Integer row) -> histories.timestamp(histories.to(row) - 1))
                .reversed())
        .limit(most)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
