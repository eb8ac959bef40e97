package dev.marquee.serving.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Requests of one kind, the same for the same seed.
 *
 * @param name of the kind
 * @param isCached whether the service may keep answers
 * @param users to ask for
 * @param movies to rate
 * @param ratings that each request brings; 0 for a user of the snapshot
 */
record Scenario(String name, boolean isCached, long[] users, long[] movies, int ratings) {
  private static final int HOT_USERS = 200;

  /** All scenarios over a snapshot's users and movies. */
  static List<Scenario> all(long[] users, long[] movies) {
    return List.of(
        new Scenario("known user, uncached", false, users, movies, 0),
        new Scenario("known user, cached", true, users, movies, 0),
        new Scenario("visitor with 20 ratings", false, users, movies, 20));
  }

  /** The bytes of a request. */
  byte[] request(Random random) {
    if (ratings == 0) {
      int among = isCached ? Math.min(HOT_USERS, users.length) : users.length;
      return get("/v1/users/" + users[random.nextInt(among)] + "/recommendations");
    }
    StringBuilder body = new StringBuilder("{\"ratings\":[");
    for (int i = 0; i < ratings; i++) {
      body.append(i == 0 ? "" : ",")
          .append("{\"movieId\":")
          .append(movies[random.nextInt(movies.length)])
          .append(",\"stars\":")
          .append((1 + random.nextInt(10)) / 2.0)
          .append('}');
    }
    return post("/v1/recommendations", body.append("]}").toString());
  }

  /** The bytes of a request of the same kind to the bare handler. */
  byte[] bareRequest(byte[] request, int size) {
    String text = new String(request, StandardCharsets.UTF_8);
    return text.replaceFirst(" /\\S+ ", " /constant/" + size + " ")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] get(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] post(String path, String body) {
    return ("POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(path, body.length(), body))
        .getBytes(StandardCharsets.UTF_8);
  }
}
