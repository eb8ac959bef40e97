package dev.marquee.serving.api;

import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.Parameter;
import dev.marquee.serving.http.Parameters;
import dev.marquee.serving.http.Reply;
import dev.marquee.serving.http.Request;
import java.util.List;
import java.util.OptionalLong;

/** A user's taste, and the end of all that is known of a user. */
final class UserEndpoints {
  private static final String GROUP = "Users";
  private static final Parameter<Long> USER = Parameters.pathId("id", "The user.");

  private final Service service;

  UserEndpoints(Service service) {
    this.service = service;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/users/{id}/profile")
            .documented(GROUP, "A user's taste: genres, stars, diversity.")
            .takes(USER)
            .answers(200, ProfileAnswer.class)
            .does(this::profile),
        Endpoint.delete("/v1/users/{id}")
            .documented(
                GROUP, "Erases a user: from every answer at once, from snapshots with the next.")
            .takes(USER)
            .answers(204, Void.class)
            .does(this::erase));
  }

  private Reply profile(Request request) {
    long userId = request.get(USER);
    ServedSnapshot served = service.snapshot();
    Audience audience = Audience.of(service.events(), userId);
    return Reply.json(
        ProfileAnswer.of(
            request.id(),
            served,
            OptionalLong.of(userId),
            UserRatings.now(served.snapshot(), audience),
            audience.degraded()));
  }

  private Reply erase(Request request) {
    long userId = request.get(USER);
    service.change(
        userId,
        events -> {
          events.erase(userId, Timestamps.orNow(OptionalLong.empty()));
          return true;
        });
    return Reply.done();
  }
}
