package dev.marquee.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.serving.Eventually;
import dev.marquee.serving.bench.GeneratedWarehouse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots that are published while requests come in. */
class SwapIT {
  private static final int SNAPSHOTS = 4;
  private static final int CLIENTS = 6;

  @TempDir Path folder;

  /** The catalogues differ in size, so that an answer made from two snapshots would show. */
  @Test
  void requestsNeverFailNorMixWhileSnapshotsChange() throws Exception {
    Path warehouse = folder.resolve("warehouse");
    Map<String, Integer> sizes = new ConcurrentHashMap<>();
    sizes.put(of(100).publish(warehouse), 100);
    try (RunningService service = RunningService.startReady(folder)) {
      AtomicBoolean isOver = new AtomicBoolean();
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      List<Future<Integer>> counts = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        int user = client + 1;
        counts.add(clients.submit(() -> ask(service, user, sizes, isOver)));
      }
      String last = "";
      for (int i = 1; i < SNAPSHOTS; i++) {
        GeneratedWarehouse next = of(100 + i);
        last = next.publish(warehouse, id -> sizes.put(id, next.movies()));
        awaitId(service, last);
      }
      isOver.set(true);
      int requests = 0;
      for (Future<Integer> count : counts) {
        requests += count.get();
      }
      clients.shutdown();
      assertThat(requests).isGreaterThan(SNAPSHOTS * CLIENTS);
      assertThat(service.get("/v1/snapshot").get("id").asText()).isEqualTo(last);
    }
  }

  @Test
  void aBrokenSnapshotIsRefusedAndSaidEverywhere() throws Exception {
    Path warehouse = folder.resolve("warehouse");
    String good = GeneratedWarehouse.SMALL.publish(warehouse);
    try (RunningService service = RunningService.startReady(folder)) {
      String broken = GeneratedWarehouse.SMALL.publish(warehouse, id -> truncate(warehouse, id));
      JsonNode state =
          Eventually.get(() -> service.get("/v1/snapshot"), each -> each.has("refused"));

      assertThat(state.get("id").asText()).isEqualTo(good);
      assertThat(state.at("/refused/id").asText()).isEqualTo(broken);
      JsonNode health = service.get("/health/ready");
      assertThat(health.get("status").asText()).isEqualTo("degraded");
      assertThat(health.get("reasons").toString()).contains(broken, "movie_factors");
      assertThat(service.send("GET", "/metrics").body())
          .containsPattern("marquee_snapshot_refusals_total [1-9]");
      assertThat(service.get("/v1/users/1/recommendations").at("/snapshot/id").asText())
          .isEqualTo(good);
      HttpResponse<String> reload = service.send("POST", "/admin/reload");
      assertThat(reload.statusCode()).isEqualTo(503);
      assertThat(reload.body()).contains(broken);
    }
  }

  private static GeneratedWarehouse of(int movies) {
    return new GeneratedWarehouse(movies, 30, 20, 40, 40, 5, 8, 16);
  }

  private static int ask(
      RunningService service, int user, Map<String, Integer> sizes, AtomicBoolean isOver) {
    int requests = 0;
    String newest = "";
    while (!isOver.get()) {
      JsonNode list = service.get("/v1/users/" + user + "/recommendations?n=100&explain=false");
      String id = list.at("/snapshot/id").asText();
      assertThat(id).isGreaterThanOrEqualTo(newest);
      newest = id;
      for (JsonNode movie : list.get("movies")) {
        assertThat(movie.get("movieId").asInt()).isLessThanOrEqualTo(sizes.get(id));
      }
      JsonNode all = service.get("/v1/movies?n=1");
      assertThat(all.get("total").asInt()).isEqualTo(sizes.get(all.at("/snapshot/id").asText()));
      requests += 2;
    }
    return requests;
  }

  private static void awaitId(RunningService service, String id) throws InterruptedException {
    Eventually.get(() -> service.get("/v1/snapshot"), each -> each.path("id").asText().equals(id));
  }

  private static void truncate(Path warehouse, String id) {
    try {
      Path file = warehouse.resolve("snapshots/" + id + "/movie_factors/a.parquet");
      byte[] content = Files.readAllBytes(file);
      Files.write(file, java.util.Arrays.copyOf(content, content.length / 2));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
