package dev.marquee.serving.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that writes as fast as it can is killed without warning at random moments. What it
 * acknowledged is there afterwards, and no batch of events is there in part.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EventStoreCrashIT {
  private static final int KILLS = 5;
  private static final int BATCH = 3;
  private static final long USER = 7;

  // The dot says that the line is whole.
  private static final Pattern ACKNOWLEDGED = Pattern.compile("acknowledged (\\d+)\\.");

  @TempDir Path folder;

  private static EventStoreConfig config(String folder) {
    return new EventStoreConfig("jdbc:sqlite:" + folder + "/events.db", "", "", 2, 1000);
  }

  @Test
  void nothingAcknowledgedIsLost() throws Exception {
    Random random = new Random(7);
    Set<Long> acknowledged = new HashSet<>();
    long next = 0;
    for (int i = 0; i < KILLS; i++) {
      acknowledged.addAll(killAfter(random.nextInt(300), next));
      next = 1_000_000L * (i + 1);
      try (EventStore store = EventStore.open(config(folder.toString()))) {
        UserChanges changes = store.changes(USER);
        assertThat(changes.ratings())
            .extracting(StoredRating::movieId)
            .containsAll(acknowledged)
            .as("at most one call a life was carried out and not acknowledged")
            .hasSizeLessThanOrEqualTo(acknowledged.size() + (i + 1) * BATCH);
      }
      assertThat(batchSizes()).allMatch(size -> size == BATCH);
    }
    assertThat(acknowledged).hasSizeGreaterThan(10);
  }

  /** The movies whose ratings were acknowledged before the kill. */
  private Set<Long> killAfter(long milliseconds, long firstMovie) throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString(),
                Long.toString(firstMovie))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Set<Long> movies = new HashSet<>();
    try (BufferedReader out = child.inputReader()) {
      Thread killer =
          new Thread(
              () -> {
                try {
                  Thread.sleep(milliseconds);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
                // Process.destroyForcibly would close the stream as well.
                child.toHandle().destroyForcibly();
              });
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        Matcher matcher = ACKNOWLEDGED.matcher(line);
        if (matcher.matches()) {
          if (movies.isEmpty()) {
            killer.start();
          }
          movies.add(Long.parseLong(matcher.group(1)));
        }
      }
    } finally {
      child.destroyForcibly().waitFor();
    }
    return movies;
  }

  /** How many events of each batch are there. */
  private Set<Integer> batchSizes() throws Exception {
    Set<Integer> sizes = new HashSet<>();
    try (Connection connection = DriverManager.getConnection(config(folder.toString()).url());
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("SELECT DISTINCT COUNT(*) FROM events GROUP BY request_id")) {
      while (result.next()) {
        sizes.add(result.getInt(1));
      }
    }
    return sizes;
  }

  /** Writes ratings, one by one and in batches, until it is killed. */
  static final class Child {
    public static void main(String[] arguments) {
      EventStore store = EventStore.open(config(arguments[0]));
      for (long movie = Long.parseLong(arguments[1]); ; movie += 1 + BATCH) {
        store.rate(USER, new StoredRating(movie, 4, 100));
        System.out.println("acknowledged " + movie + ".");
        String batch = "batch " + movie;
        store.record(
            List.of(event(batch, movie + 1), event(batch, movie + 2), event(batch, movie + 3)));
        for (int i = 1; i <= BATCH; i++) {
          System.out.println("acknowledged " + (movie + i) + ".");
        }
      }
    }

    private static UserEvent event(String batch, long movie) {
      return new UserEvent(
          "event " + movie,
          EventType.RATING,
          USER,
          movie,
          100,
          OptionalDouble.of(3),
          OptionalInt.empty(),
          Optional.of(batch));
    }
  }
}
