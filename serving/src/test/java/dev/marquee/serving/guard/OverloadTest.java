package dev.marquee.serving.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class OverloadTest {
  @Test
  void aFloodIsAnsweredWithoutWaitingInLine() throws Exception {
    GuardConfig open = GuardedService.open();
    ConnectionConfig narrow = new ConnectionConfig(8, 2, 100, 100, 30, 10, 8192, 5);
    ExecutorService clients = Executors.newFixedThreadPool(40);
    try (GuardedService service =
        GuardedService.start(new GuardConfig(open.keys(), open.rates(), narrow, open.tls()))) {
      List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        flood.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return service.get("/slow");
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                },
                clients));
      }
      int answered = 0;
      int refused = 0;
      for (CompletableFuture<HttpResponse<String>> each : flood) {
        HttpResponse<String> answer = each.get();
        if (answer.statusCode() == 200) {
          answered++;
        } else {
          refused++;
          assertThat(answer.statusCode()).isEqualTo(503);
          assertThat(answer.headers().firstValue("Retry-After")).contains("1");
          assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
          assertThat(answer.body()).contains("/problems/overloaded", "requestId");
        }
      }
      assertThat(answered).as("requests that had a thread").isPositive();
      assertThat(refused).as("requests that would have waited").isGreaterThan(10);
      assertThat(service.ask("GET", "/users/1", Map.of()).statusCode()).isEqualTo(200);
    } finally {
      clients.shutdownNow();
    }
  }
}
