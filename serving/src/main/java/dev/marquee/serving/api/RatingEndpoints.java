package dev.marquee.serving.api;

import dev.marquee.serving.events.StoredRating;
import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.Parameter;
import dev.marquee.serving.http.Parameters;
import dev.marquee.serving.http.ProblemException;
import dev.marquee.serving.http.ProblemKind;
import dev.marquee.serving.http.Reply;
import dev.marquee.serving.http.Request;
import java.util.List;
import java.util.OptionalLong;

/** The ratings of users: durable once acknowledged, and in the user's very next answer. */
final class RatingEndpoints {
  private static final String GROUP = "Ratings";
  private static final int MOST = 1000;
  private static final Parameter<Long> USER = Parameters.pathId("id", "The user.");
  private static final Parameter<Long> MOVIE = Parameters.pathId("movieId", "The movie.");
  private static final Parameter<Integer> N =
      Parameters.integer("n", 1, MOST, 100, "How many ratings.");
  private static final Parameter<Integer> OFFSET =
      Parameters.integer("offset", 0, Integer.MAX_VALUE, 0, "How many of the newest are skipped.");

  private final Service service;

  RatingEndpoints(Service service) {
    this.service = service;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/users/{id}/ratings")
            .documented(GROUP, "A user's ratings as they are now, the newest first.")
            .takes(USER, N, OFFSET)
            .answers(200, UserRatingsAnswer.class)
            .does(this::list),
        Endpoint.put("/v1/users/{id}/ratings/{movieId}")
            .documented(GROUP, "Rates a movie, or changes a rating.")
            .takes(USER, MOVIE)
            .takesBody(RatingBody.class)
            .answers(200, RatedAnswer.class)
            .does(this::rate),
        Endpoint.delete("/v1/users/{id}/ratings/{movieId}")
            .documented(GROUP, "Takes a rating back; the movie may be recommended again.")
            .takes(USER, MOVIE)
            .answers(204, Void.class)
            .does(this::unrate));
  }

  private Reply list(Request request) {
    ServedSnapshot served = service.snapshot();
    Audience audience = Audience.of(service.events(), request.get(USER));
    List<StoredRating> ratings = UserRatings.now(served.snapshot(), audience);
    return Reply.json(
        new UserRatingsAnswer(
            request.id(),
            served.answer(),
            request.get(USER),
            ratings.size(),
            ratings.stream()
                .skip(request.get(OFFSET))
                .limit(request.get(N))
                .map(
                    each ->
                        RatingAnswer.of(
                            served.movies(), each.movieId(), each.stars(), each.timestamp()))
                .toList(),
            audience.degraded()));
  }

  private Reply rate(Request request) {
    long userId = request.get(USER);
    long movieId = request.get(MOVIE);
    RatingBody body = request.body(RatingBody.class);
    service.checkStars("stars", body.stars());
    ServedSnapshot served = service.snapshot();
    Service.row(served, MOVIE.name(), movieId);
    StoredRating rating =
        new StoredRating(movieId, body.stars(), Timestamps.orNow(body.timestamp()));
    if (!service.change(userId, events -> events.rate(userId, rating))) {
      throw ProblemException.of(
          ProblemKind.CONFLICT,
          "timestamp",
          "timestamp is %d, and a later change of this rating, or the user's erasure, is stored"
              .formatted(rating.timestamp()));
    }
    return Reply.json(
        new RatedAnswer(
            request.id(),
            userId,
            RatingAnswer.of(served.movies(), movieId, rating.stars(), rating.timestamp())));
  }

  private Reply unrate(Request request) {
    long userId = request.get(USER);
    long movieId = request.get(MOVIE);
    service.change(
        userId, events -> events.unrate(userId, movieId, Timestamps.orNow(OptionalLong.empty())));
    return Reply.done();
  }
}
