package dev.marquee.serving.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static CompletableFuture<HttpResponse<String>> slowRequest(GuardedService service) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return service.get("/slow");
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void requestsUnderWayEndWhileNoneBegins() throws Exception {
    GuardedService service = GuardedService.start();
    int port = service.port();
    CompletableFuture<HttpResponse<String>> slow = slowRequest(service);
    Thread.sleep(300);
    Thread stop = new Thread(service::close);
    long begin = System.nanoTime();
    stop.start();
    Thread.sleep(300);
    assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(ConnectException.class);
    HttpResponse<String> answer = slow.get();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("\"done\"");
    stop.join();
    assertThat(System.nanoTime() - begin).isLessThan(4_000_000_000L);
  }

  @Test
  void readinessIsDeniedAtOnceOnOpenConnections() throws Exception {
    GuardedService service = GuardedService.start();
    CompletableFuture<HttpResponse<String>> slow = slowRequest(service);
    try (Socket open = new Socket("127.0.0.1", service.port())) {
      Thread.sleep(100);
      Thread stop = new Thread(service::close);
      stop.start();
      Thread.sleep(100);
      open.getOutputStream()
          .write(
              "GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      InputStream in = open.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer)
          .startsWith("HTTP/1.1 503")
          .contains("Connection: close", "the service is stopping", "application/problem+json");
      assertThat(slow.get().statusCode()).isEqualTo(200);
      stop.join();
    }
  }

  @Test
  void whatTakesTooLongIsCutOff() throws Exception {
    GuardConfig open = GuardedService.open();
    ConnectionConfig impatient = new ConnectionConfig(8, 100, 100, 16, 5, 1, 8192, 0);
    GuardedService service =
        GuardedService.start(new GuardConfig(open.keys(), open.rates(), impatient, open.tls()));
    CompletableFuture<HttpResponse<String>> slow = slowRequest(service);
    Thread.sleep(300);
    service.close();
    assertThatThrownBy(slow::get).hasRootCauseInstanceOf(IOException.class);
  }
}
