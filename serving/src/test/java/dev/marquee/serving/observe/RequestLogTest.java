package dev.marquee.serving.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.data.UserError;
import dev.marquee.serving.guard.GuardedService;
import dev.marquee.serving.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RequestLogTest {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Logger requests = (Logger) LoggerFactory.getLogger(RequestLog.class);
  private final ListAppender<ILoggingEvent> events = new ListAppender<>();

  @BeforeEach
  void listen() {
    events.start();
    root.addAppender(events);
  }

  @AfterEach
  void restore() {
    root.detachAppender(events);
    requests.setLevel(null);
  }

  private String lines(LogFormat format) {
    Encoder<ILoggingEvent> encoder = Logging.encoder(format, new LoggerContext());
    StringBuilder lines = new StringBuilder();
    for (ILoggingEvent event : List.copyOf(events.list)) {
      lines.append(new String(encoder.encode(event), StandardCharsets.UTF_8));
    }
    return lines.toString();
  }

  @Test
  void nothingOfUsersOrKeysIsLogged() throws Exception {
    Map<String, String> secret = Map.of("Authorization", "Bearer mq_secret-key");
    try (GuardedService service = GuardedService.start()) {
      service.ask("GET", "/fails/7654321?rating=4.517349", secret);
      service.ask("GET", "/fails/7654321", secret);
      service.ask("GET", "/users/7654321", secret);
      service.ask("PUT", "/users/7654321", secret);
      service.ask("GET", "/nowhere/7654321", secret);
    }
    for (LogFormat format : LogFormat.values()) {
      assertThat(lines(format))
          .contains("{id}", "a request failed")
          .doesNotContain("7654321", "mq_secret", "4.517349", "rating");
    }
  }

  @Test
  void onlyWhatAnOperatorMustKnowIsLoggedAtInfo() throws Exception {
    try (GuardedService service = GuardedService.start()) {
      for (int i = 0; i < 20; i++) {
        service.get("/users/1");
        service.get("/nowhere");
      }
      assertThat(requestLines()).isEmpty();
      service.ask("GET", "/fails/1", Map.of("X-Request-Id", "from-client"));
      service.get("/health/ready");
    }
    assertThat(requestLines()).hasSize(1);
    JsonNode line =
        Json.MAPPER.readTree(lines(LogFormat.JSON).lines().reduce((a, b) -> b).orElseThrow());
    assertThat(line.path("level").asText()).isEqualTo("INFO");
    assertThat(line.path("formattedMessage").asText()).isEqualTo("request");
    assertThat(line.path("kvpList").toString())
        .contains(
            "{\"method\":\"GET\"}",
            "{\"route\":\"/fails/{id}\"}",
            "{\"status\":\"500\"}",
            "{\"requestId\":\"from-client\"}",
            "{\"key\":\"none\"}");
  }

  @Test
  void atDebugEveryRequestIsLogged() throws Exception {
    requests.setLevel(Level.DEBUG);
    try (GuardedService service = GuardedService.start()) {
      service.get("/users/7654321");
      service.get("/nowhere");
    }
    assertThat(requestLines()).hasSize(2).allMatch(each -> each.getLevel() == Level.DEBUG);
    assertThat(lines(LogFormat.TEXT))
        .contains("route=/users/{id} status=200", "route=none status=404")
        .doesNotContain("7654321");
  }

  private List<ILoggingEvent> requestLines() {
    return events.list.stream()
        .filter(each -> each.getLoggerName().equals(requests.getName()))
        .toList();
  }

  @Test
  void theFormIsTextOrJson() {
    assertThat(LogFormat.of(Map.of())).contains(LogFormat.TEXT);
    assertThat(LogFormat.of(Map.of("MARQUEE_LOG_FORMAT", "json"))).contains(LogFormat.JSON);
    assertThatThrownBy(() -> LogFormat.check(Map.of("MARQUEE_LOG_FORMAT", "xml")))
        .isInstanceOf(UserError.class)
        .hasMessage("environment variable MARQUEE_LOG_FORMAT is 'xml', expected one of text, json");
  }
}
