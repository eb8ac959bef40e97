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
import java.util.Optional;
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

  private static final Parameter<Boolean> LIST =
      Parameters.flag(
          "list",
          false,
          "Whether the answer brings what the user may like now, as the other parameters say.");

  private final Service service;
  private final UserRecommendations recommendations;

  RatingEndpoints(Service service, UserRecommendations recommendations) {
    this.service = service;
    this.recommendations = recommendations;
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
            .takes(USER, MOVIE, LIST)
            .takes(RecommendationQuery.PARAMETERS)
            .takesBody(RatingBody.class)
            .answers(200, RatedAnswer.class)
            .does(this::rate),
        Endpoint.delete("/v1/users/{id}/ratings/{movieId}")
            .documented(GROUP, "Takes a rating back; the movie may be recommended again.")
            .takes(USER, MOVIE, LIST)
            .takes(RecommendationQuery.PARAMETERS)
            .answers(200, RatedAnswer.class)
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
    checkQuery(request, served);
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
    Optional<RatingAnswer> stored =
        Optional.of(RatingAnswer.of(served.movies(), movieId, rating.stars(), rating.timestamp()));
    return request.get(LIST)
        ? withList(request, served, stored)
        : Reply.json(new RatedAnswer(request.id(), userId, stored, Optional.empty()));
  }

  private Reply unrate(Request request) {
    long userId = request.get(USER);
    long movieId = request.get(MOVIE);
    boolean withList = request.get(LIST);
    Optional<ServedSnapshot> served =
        withList ? Optional.of(service.snapshot()) : service.snapshots().current();
    served.ifPresent(each -> checkQuery(request, each));
    service.change(
        userId, events -> events.unrate(userId, movieId, Timestamps.orNow(OptionalLong.empty())));
    return withList ? withList(request, served.orElseThrow(), Optional.empty()) : Reply.done();
  }

  /** Before anything is stored, so that a request that is refused has changed nothing. */
  private static void checkQuery(Request request, ServedSnapshot served) {
    RecommendationQuery query = RecommendationQuery.of(request);
    if (request.get(LIST)) {
      query.check(served.movies());
    } else if (!query.isSilent()) {
      throw ProblemException.invalid(
          ProblemKind.INVALID_PARAMETER,
          LIST.name(),
          false,
          "true where other parameters say what the list shall be like");
    }
  }

  private Reply withList(Request request, ServedSnapshot served, Optional<RatingAnswer> rating) {
    long userId = request.get(USER);
    // A swap since the request began would have made the change forget another snapshot's answers.
    served.answers().forget(userId);
    byte[] list =
        recommendations.list(request.id(), served, userId, RecommendationQuery.of(request));
    return Reply.writtenJson(RatedAnswer.withList(request.id(), userId, rating, list));
  }
}
