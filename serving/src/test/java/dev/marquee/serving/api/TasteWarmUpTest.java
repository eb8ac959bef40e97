package dev.marquee.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.serving.Eventually;
import dev.marquee.serving.bench.GeneratedWarehouse;
import dev.marquee.serving.snapshot.Ids;
import dev.marquee.serving.snapshot.UserHistories;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TasteWarmUpTest {
  /** With lists that are long enough for every user to have candidates. */
  private static final GeneratedWarehouse GENERATED =
      new GeneratedWarehouse(400, 30, 20, 150, 40, 5, 8, 16);

  @TempDir Path folder;

  @Test
  void listsAreMadeAheadForEverySnapshotAndAreThoseThatAreAskedFor() throws Exception {
    Path warehouse = folder.resolve("warehouse");
    GENERATED.publish(warehouse);
    try (RunningService plain = RunningService.startReady(folder, "cache.tastes=0")) {
      String list = movies(plain);
      assertThat(tastes(plain)).isZero();
      try (RunningService service = RunningService.startReady(folder, "cache.tastesAhead=12")) {
        Eventually.get(() -> tastes(service), count -> count == 12);
        assertThat(movies(service)).isEqualTo(list);

        String second = GENERATED.publish(warehouse);
        Eventually.get(
            () -> service.get("/v1/snapshot"), each -> each.get("id").asText().equals(second));
        Eventually.get(() -> tastes(service), count -> count == 12);
        assertThat(movies(service)).isEqualTo(list);
      }
    }
  }

  @Test
  void thoseWhoRatedLastComeFirst() {
    UserHistories histories =
        new UserHistories(
            new Ids(new long[] {1, 2, 3, 4}),
            new int[] {0, 2, 2, 3, 5},
            new int[] {0, 1, 0, 0, 1},
            new float[] {1, 2, 3, 4, 5},
            new long[] {10, 30, 40, 5, 30});

    assertThat(TasteWarmUp.lastActive(histories, 10)).containsExactly(2, 0, 3);
    assertThat(TasteWarmUp.lastActive(histories, 1)).containsExactly(2);
    assertThat(TasteWarmUp.lastActive(histories, 0)).isEmpty();
  }

  /** Lists of all users, but for what differs from answer to answer. */
  private static String movies(RunningService service) {
    return List.of(1, 7, 30).stream()
        .map(user -> service.get("/v1/users/" + user + "/recommendations").get("movies"))
        .toList()
        .toString();
  }

  private static int tastes(RunningService service) {
    return service
        .send("GET", "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("marquee_cache_tastes "))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }
}
