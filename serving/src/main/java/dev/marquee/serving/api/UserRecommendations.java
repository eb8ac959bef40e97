package dev.marquee.serving.api;

import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.Parameter;
import dev.marquee.serving.http.Parameters;
import dev.marquee.serving.http.Reply;
import dev.marquee.serving.http.Request;
import dev.marquee.serving.recommend.Recommendations;
import dev.marquee.serving.recommend.Trace;
import java.util.List;

/** Recommendations for users, and why or why not. */
final class UserRecommendations {
  private static final String GROUP = "Recommendations";
  private static final Parameter<Long> USER = Parameters.pathId("id", "The user.");
  private static final Parameter<Long> MOVIE = Parameters.pathId("movieId", "The movie.");

  private final Service service;

  UserRecommendations(Service service) {
    this.service = service;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/v1/users/{id}/recommendations")
            .documented(GROUP, "What a user may like, from all ratings up to now.")
            .takes(USER)
            .takes(RecommendationQuery.PARAMETERS)
            .answers(200, RecommendationAnswer.class)
            .does(this::recommend),
        Endpoint.get("/v1/users/{id}/recommendations/{movieId}/trace")
            .documented(GROUP, "Why a movie is in a user's list, or why not.")
            .takes(USER, MOVIE)
            .takes(RecommendationQuery.PARAMETERS)
            .answers(200, TraceAnswer.class)
            .does(this::trace));
  }

  private Reply recommend(Request request) {
    long userId = request.get(USER);
    RecommendationQuery query = RecommendationQuery.of(request);
    return Reply.writtenJson(list(request.id(), service.snapshot(), userId, query));
  }

  /** A user's list as JSON, the whole {@link RecommendationAnswer}. */
  byte[] list(String requestId, ServedSnapshot served, long userId, RecommendationQuery query) {
    byte[] tail = served.answers().get(userId, query, () -> make(served, userId, query));
    return served.json().whole(requestId, tail);
  }

  private AnswerCache.Answer make(ServedSnapshot served, long userId, RecommendationQuery query) {
    Audience audience = Audience.of(service.events(), userId);
    Recommendations list = served.recommend(audience.request(served, query));
    byte[] json =
        served
            .json()
            .tail(
                list,
                FallbackAnswer.of(list, audience.isKnown(served.snapshot())),
                audience.degraded());
    return new AnswerCache.Answer(json, audience.degraded().isEmpty());
  }

  private Reply trace(Request request) {
    ServedSnapshot served = service.snapshot();
    RecommendationQuery query = RecommendationQuery.of(request);
    long movieId = request.get(MOVIE);
    Service.row(served, MOVIE.name(), movieId);
    Audience audience = Audience.of(service.events(), request.get(USER));
    Trace trace = served.recommender().trace(audience.request(served, query), movieId);
    return Reply.json(TraceAnswer.of(request.id(), served.answer(), trace, audience.degraded()));
  }
}
