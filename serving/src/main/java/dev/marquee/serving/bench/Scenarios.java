package dev.marquee.serving.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.marquee.data.UserError;
import dev.marquee.serving.http.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;

/** The requests of each scenario, the same for the same ids and seed. */
final class Scenarios {
  private static final int REQUESTS = 500;
  private static final int SESSIONS = 50;
  private static final int RATINGS = 20;

  private final WarehouseIds ids;
  private final Random random;

  Scenarios(WarehouseIds ids, long seed) {
    this.ids = ids;
    random = new Random(seed);
  }

  /** Lists of known users. */
  List<byte[]> knownUsers() {
    return ids.users().stream()
        .limit(REQUESTS)
        .map(id -> KeepAliveConnection.get("/v1/users/" + id + "/recommendations"))
        .toList();
  }

  /** Lists of visitors whose ratings come with the request. */
  List<byte[]> visitors() {
    List<byte[]> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      StringJoiner ratings = new StringJoiner(",", "{\"ratings\":[", "]}");
      for (long movie : movies()) {
        ratings.add("{\"movieId\":%d,\"stars\":%s}".formatted(movie, stars()));
      }
      requests.add(KeepAliveConnection.withBody("POST", "/v1/recommendations", ratings.toString()));
    }
    return requests;
  }

  /** Begins sessions on a running service, rates in them, and asks for their lists. */
  List<byte[]> sessions(int port) throws IOException {
    List<byte[]> requests = new ArrayList<>();
    try (KeepAliveConnection connection = new KeepAliveConnection(port)) {
      for (int i = 0; i < SESSIONS; i++) {
        expect(connection, 201, KeepAliveConnection.withBody("POST", "/v1/sessions", ""));
        JsonNode session = Json.MAPPER.readTree(connection.body());
        String path = "/v1/sessions/" + session.get("sessionId").asText();
        for (long movie : movies()) {
          String body = "{\"stars\":%s}".formatted(stars());
          expect(
              connection,
              200,
              KeepAliveConnection.withBody("PUT", path + "/ratings/" + movie, body));
        }
        requests.add(KeepAliveConnection.get(path + "/recommendations"));
      }
    }
    return requests;
  }

  private static void expect(KeepAliveConnection connection, int status, byte[] request)
      throws IOException {
    if (connection.exchange(request) != status) {
      throw new UserError(
          "the service answered, in place of %d: %s".formatted(status, connection.body()));
    }
  }

  private List<Long> movies() {
    return random
        .ints(0, ids.movies().size())
        .distinct()
        .limit(Math.min(RATINGS, ids.movies().size()))
        .mapToObj(ids.movies()::get)
        .toList();
  }

  private double stars() {
    return (1 + random.nextInt(10)) / 2.0;
  }
}
