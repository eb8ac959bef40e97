package dev.marquee.serving.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marquee.serving.bench.GeneratedWarehouse;
import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.Parameter;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Requests that make no sense, to every endpoint: 10,000 of them, and no answer is a fault of the
 * service. Endpoints come from their declarations, so that a new one is tested as well.
 */
class FuzzTest {
  private static final List<String> TEXTS =
      List.of(
          "1",
          "0",
          "-1",
          "7",
          "9223372036854775807",
          "-9223372036854775808",
          "99999999999999999999",
          "1e309",
          "NaN",
          "0.5",
          "1; DROP TABLE ratings; --",
          "' OR '1'='1",
          "../../etc/passwd",
          "%2e%2e%2f",
          "<script>alert(1)</script>",
          "Drama",
          "drama,comedy",
          ",",
          "",
          " ",
          "true",
          "title",
          "\u0000",
          "\ud83c\udfac\u202e",
          "a".repeat(3000));

  private static final List<String> JSON =
      List.of(
          "1",
          "-1",
          "4.5",
          "1e400",
          "9223372036854775808",
          "null",
          "true",
          "\"x\"",
          "\"\"",
          "[]",
          "{}",
          "[1,2,3]",
          "[null]",
          "[[[[[[]]]]]]",
          "{\"movieId\":1,\"stars\":5}",
          "[{\"movieId\":1,\"stars\":5}]",
          "{\"Drama\":1e308}",
          "{\"1\":-1e308}",
          "{\"content\":0,\"collaborative\":0,\"popularity\":0}",
          "{\"strength\":5,\"seed\":-1}",
          "{\"genres\":[\"Drama\"],\"yearFrom\":2000,\"yearTo\":1900}",
          "\"rating\"",
          "[{\"eventId\":\"e\",\"type\":\"rating\",\"userId\":1,\"movieId\":1,\"stars\":3}]",
          "\"" + "b".repeat(2000) + "\"");

  private static final List<String> FIELDS =
      List.of(
          "stars",
          "timestamp",
          "ratings",
          "n",
          "offset",
          "candidates",
          "exclude",
          "filters",
          "boosts",
          "weights",
          "diversity",
          "calibration",
          "exploration",
          "explain",
          "events",
          "nonsense");

  private static Path folder;
  private static RunningService service;

  @BeforeContainer
  static void start() throws IOException {
    folder = Files.createTempDirectory("marquee-fuzz");
    GeneratedWarehouse.SMALL.publish(folder.resolve("warehouse"));
    service = RunningService.startReady(folder, "server.mostBodyBytes=16384");
  }

  @AfterContainer
  static void stop() throws IOException {
    service.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 10_000)
  void noRequestMakesTheServiceFail(@ForAll long seed) {
    Random random = new Random(seed);
    List<Endpoint> endpoints = service.server().endpoints();
    Endpoint endpoint = endpoints.get(random.nextInt(endpoints.size()));
    String path = path(endpoint, random);
    String body = random.nextInt(4) == 0 ? pick(JSON, random) : object(random);

    HttpResponse<String> answer;
    try {
      answer =
          endpoint.body().isPresent() || random.nextInt(20) == 0
              ? service.send(endpoint.method().name(), path, body)
              : service.send(endpoint.method().name(), path);
    } catch (IllegalArgumentException e) {
      return; // The client itself refuses to send what is no URI.
    }

    assertThat(answer.statusCode())
        .as("%s %s %s: %s", endpoint.method(), path, body, answer.body())
        .isLessThan(500);
    if (answer.statusCode() >= 400) {
      assertThat(answer.headers().firstValue("Content-Type").orElse("none"))
          .as("%s: %s", path, answer.body())
          .startsWith("application/problem+json");
      assertThat(answer.body()).doesNotContain("Exception", "\tat ");
    }
  }

  private static String path(Endpoint endpoint, Random random) {
    String path = endpoint.path();
    List<String> query = new ArrayList<>();
    for (Parameter<?> parameter : endpoint.parameters()) {
      if (parameter.place() == Parameter.Place.PATH) {
        String value = random.nextBoolean() ? "1" : encoded(pick(TEXTS, random));
        path = path.replace("{" + parameter.name() + "}", value.isEmpty() ? "0" : value);
      } else if (random.nextInt(3) == 0) {
        query.add(parameter.name() + "=" + encoded(pick(TEXTS, random)));
      }
    }
    if (random.nextInt(8) == 0) {
      query.add(encoded(pick(TEXTS, random)) + "=" + encoded(pick(TEXTS, random)));
    }
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  private static String object(Random random) {
    List<String> entries = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      entries.add("\"" + pick(FIELDS, random) + "\":" + pick(JSON, random));
    }
    String object = "{" + String.join(",", entries) + "}";
    return random.nextInt(10) == 0
        ? object.substring(0, random.nextInt(object.length() + 1))
        : object;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
