package dev.marquee.serving.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.serving.http.Json;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no well-meaning client sends, byte by byte. */
class HardeningTest {
  private static final List<String> HEADERS =
      List.of(
          "X-Content-Type-Options: nosniff",
          "Content-Security-Policy: default-src 'none';",
          "frame-ancestors 'none'",
          "Referrer-Policy: no-referrer",
          "X-Frame-Options: DENY",
          "Cross-Origin-Resource-Policy: same-origin",
          "Cache-Control: ");

  private static GuardedService service;

  @BeforeAll
  static void start() {
    service = GuardedService.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String get(String target) throws IOException {
    return service.send("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  }

  private static void assertProblem(String answer, int status) throws IOException {
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer)
        .contains("Content-Type: application/problem+json", "X-Request-Id: ")
        .doesNotContain("Server:", "Jetty", "jetty", "at dev.marquee", "Exception", "<html");
    HEADERS.forEach(header -> assertThat(answer).contains(header));
    JsonNode problem = Json.MAPPER.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("title").asText()).isNotEmpty();
    assertThat(problem.path("detail").asText()).isNotEmpty();
    assertThat(answer).contains("X-Request-Id: " + problem.path("requestId").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/docs/../../../etc/passwd",
        "/docs/..%2f..%2f..%2fetc/passwd",
        "/docs/%2e%2e/%2e%2e/etc/passwd",
        "/docs/%252e%252e/etc/passwd",
        "/docs/..\\..\\etc\\passwd",
        "/docs/..%5c..%5cetc%5cpasswd",
        "/docs/%c0%ae%c0%ae/etc/passwd",
        "/docs/..;/..;/etc/passwd",
        "/docs/swagger-ui.css%00.png",
        "/docs/swagger-ui.css\0",
        "/docs//etc/passwd",
        "//etc/passwd",
        "/docs/./../META-INF/MANIFEST.MF",
        "/docs/swagger-initializer.js",
        "/docs/conf/serving.conf",
        "/META-INF/resources/webjars/swagger-ui/5.18.2/index.html",
        "/users/%2e%2e%2f%2e%2e",
        "/users/%zz",
        "/users/%",
        "file:///etc/passwd"
      })
  void noPathLeadsOutOfTheService(String target) throws IOException {
    String answer = get(target);
    assertThat(answer).doesNotContain("root:", "Manifest-Version", "mostBodyBytes");
    assertThat(Integer.parseInt(answer.substring(9, 12))).as(target).isIn(400, 404);
    assertProblem(answer, Integer.parseInt(answer.substring(9, 12)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\0\0\0\0\r\n\r\n",
        "GET\r\n\r\n",
        "GET /users/1 HTTP/1.1\r\n\r\n",
        "GET /users/1 HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /users/1 HTTP/1.1\r\nHost x\r\n\r\n",
        "GET /users/1 HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n",
        "PUT /users/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        "PUT /users/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        "PUT /users/1 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
        "GET /users/1 HTTP/1.1\r\nHost: x\r\n folded: 1\r\n\r\n"
      })
  void aRequestThatCannotBeUnderstoodIsAProblem(String request) throws IOException {
    assertProblem(service.send(request), 400);
  }

  @ParameterizedTest
  @CsvSource({
    "TRACE, /users/1, 405",
    "OPTIONS, /users/1, 405",
    "PATCH, /users/1, 405",
    "BREW, /users/1, 405",
    "BREW, /nowhere, 404",
    "DELETE, /docs, 405",
    "GET, /nowhere, 404",
    "GET, /users/1?unknown=1, 400",
    "GET, /users/x, 400",
    "GET, /users/1?x=%zz, 400",
    "GET, /fails/1, 500"
  })
  void everyFaultIsAProblem(String method, String target, int status) throws IOException {
    assertProblem(
        service.send(
            "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".formatted(method, target)),
        status);
  }

  @Test
  void anUnknownProtocolIsAProblem() throws IOException {
    assertProblem(service.send("GET /users/1 HTTP/3.7\r\nHost: x\r\n\r\n"), 505);
    assertProblem(service.send("GET /users/1\r\n\r\n"), 505);
  }

  @Test
  void anUpgradeIsRefused() throws IOException {
    assertProblem(
        service.send(
            "GET /users/1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"),
        404);
  }

  @Test
  void headersAndTargetsHaveALength() throws IOException {
    assertProblem(get("/users/" + "1".repeat(9000)), 414);
    assertProblem(
        service.send(
            "GET /users/1 HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(9000) + "\r\n\r\n"),
        431);
    String many = "X-Many: x\r\n".repeat(2000);
    assertProblem(service.send("GET /users/1 HTTP/1.1\r\nHost: x\r\n" + many + "\r\n"), 431);
  }

  @Test
  void bodiesHaveALengthWhetherTheySayItOrNot() throws IOException {
    String head = "PUT /users/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    String large = "x".repeat(1 << 17);
    assertProblem(
        service.send(head + "Content-Length: " + large.length() + "\r\n\r\n" + large), 413);
    assertProblem(service.send(head + "Content-Length: 99999999999\r\n\r\n{"), 413);
    assertProblem(
        service.send(
            head
                + "Transfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(large.length())
                + "\r\n"
                + large
                + "\r\n0\r\n\r\n"),
        413);
  }

  @Test
  void aBodyThatTricklesIsCutOff() throws Exception {
    long begin = System.nanoTime();
    String answer = trickle("PUT /users/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{");
    assertThat(System.nanoTime() - begin).isLessThan(6_000_000_000L);
    assertProblem(answer, 408);
    assertThat(answer).contains("Connection: close");
  }

  @Test
  void headersThatTrickleAreCutOff() throws Exception {
    long begin = System.nanoTime();
    assertThat(trickle("GET /users/1 HTTP/1.1\r\nHost: x\r\nX-Slow: ")).isEmpty();
    assertThat(System.nanoTime() - begin).isLessThan(6_000_000_000L);
  }

  @Test
  void aConnectionMayIdleBetweenRequests() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", service.port())) {
      socket.setSoTimeout(5000);
      for (int i = 0; i < 2; i++) {
        socket
            .getOutputStream()
            .write("GET /users/1 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        byte[] answer = socket.getInputStream().readNBytes(15);
        assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
        socket.getInputStream().skipNBytes(socket.getInputStream().available());
        // Longer than a request may take to arrive.
        Thread.sleep(2500);
      }
    }
  }

  @Test
  void aSlowAnswerIsNoSlowClient() throws Exception {
    assertThat(service.get("/slow").statusCode()).isEqualTo(200);
  }

  /** Sends a begin, then a byte every 100 ms until the service answers or closes. */
  private static String trickle(String begin) throws IOException, InterruptedException {
    try (Socket socket = new Socket("127.0.0.1", service.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
      try {
        for (int i = 0; i < 70 && socket.getInputStream().available() == 0; i++) {
          socket.getOutputStream().write('x');
          Thread.sleep(100);
        }
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      } catch (SocketException closed) {
        return "";
      }
    }
  }

  @Test
  void aFloodOfConnectionsEndsWithoutHarm() throws Exception {
    List<Socket> flood = new ArrayList<>();
    try {
      for (int i = 0; i < 110; i++) {
        flood.add(new Socket("127.0.0.1", service.port()));
      }
    } finally {
      for (Socket socket : flood) {
        socket.close();
      }
    }
    assertThat(service.get("/users/1").statusCode()).isEqualTo(200);
  }

  @Test
  void answersCarryTheHeadersAndNothingOfTheServer() throws Exception {
    String answer = get("/users/1");
    assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("Server:", "Set-Cookie");
    HEADERS.forEach(header -> assertThat(answer).contains(header));
    assertThat(answer)
        .contains("Cache-Control: no-store")
        .doesNotContain("Strict-Transport-Security", "Access-Control");
    Map<String, List<String>> docs = service.get("/docs").headers().map();
    assertThat(docs.get("content-security-policy").get(0))
        .contains("script-src 'self'", "default-src 'none'", "frame-ancestors 'none'")
        .doesNotContain("unsafe-eval");
    assertThat(docs.get("x-content-type-options")).containsExactly("nosniff");
  }
}
