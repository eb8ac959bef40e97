package dev.marquee.serving.api;

import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.Parameter;
import dev.marquee.serving.http.Parameters;
import dev.marquee.serving.http.ProblemException;
import dev.marquee.serving.http.ProblemKind;
import dev.marquee.serving.http.Reply;
import dev.marquee.serving.http.Request;
import dev.marquee.serving.http.Scope;
import dev.marquee.serving.recommend.GivenRating;
import dev.marquee.serving.recommend.RecommendationRequest;
import dev.marquee.serving.recommend.Recommendations;
import dev.marquee.serving.session.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Visitors who rate and ask within one visit; nothing of it is stored. */
final class SessionEndpoints {
  private static final String GROUP = "Sessions";
  private static final int ID_LENGTH = 64;
  private static final Parameter<String> SESSION =
      Parameters.pathText("id", "The session.", ID_LENGTH);
  private static final Parameter<Long> MOVIE = Parameters.pathId("movieId", "The movie.");

  private final Service service;

  SessionEndpoints(Service service) {
    this.service = service;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/sessions")
            .documented(GROUP, "Begins a session.")
            .answers(201, SessionAnswer.class)
            .does(this::begin),
        Endpoint.get("/v1/sessions/{id}")
            .documented(GROUP, "A session's ratings.")
            .takes(SESSION)
            .answers(200, SessionAnswer.class)
            .does(request -> Reply.json(answer(request, session(request)))),
        Endpoint.delete("/v1/sessions/{id}")
            .documented(GROUP, "Ends a session.")
            .needs(Scope.READ)
            .takes(SESSION)
            .answers(204, Void.class)
            .does(this::end),
        Endpoint.put("/v1/sessions/{id}/ratings/{movieId}")
            .documented(GROUP, "Rates a movie within the session.")
            .needs(Scope.READ)
            .takes(SESSION, MOVIE)
            .takesBody(RatingBody.class)
            .answers(200, SessionAnswer.class)
            .does(this::rate),
        Endpoint.delete("/v1/sessions/{id}/ratings/{movieId}")
            .documented(GROUP, "Takes a rating of the session back.")
            .needs(Scope.READ)
            .takes(SESSION, MOVIE)
            .answers(200, SessionAnswer.class)
            .does(this::unrate),
        Endpoint.get("/v1/sessions/{id}/recommendations")
            .documented(GROUP, "What the visitor may like, from the session's ratings.")
            .takes(SESSION)
            .takes(RecommendationQuery.PARAMETERS)
            .answers(200, RecommendationAnswer.class)
            .does(this::recommend));
  }

  private Reply begin(Request request) {
    Session session = service.sessions().begin();
    return Reply.json(201, answer(request, session))
        .with("Location", "/v1/sessions/" + session.id());
  }

  private Reply end(Request request) {
    service.sessions().end(session(request).id());
    return Reply.done();
  }

  private Reply rate(Request request) {
    Session session = session(request);
    long movieId = request.get(MOVIE);
    RatingBody body = request.body(RatingBody.class);
    Service.row(service.snapshot(), MOVIE.name(), movieId);
    service.checkStars("stars", body.stars());
    if (!session.rate(new GivenRating(movieId, body.stars(), Timestamps.orNow(body.timestamp())))) {
      throw ProblemException.of(
          ProblemKind.INVALID_BODY,
          "the session has as many ratings as a session may have; take one back first");
    }
    return Reply.json(answer(request, session));
  }

  private Reply unrate(Request request) {
    Session session = session(request);
    if (!session.unrate(request.get(MOVIE))) {
      throw ProblemException.of(
          ProblemKind.NOT_FOUND,
          MOVIE.name(),
          "the session has no rating of movie " + request.get(MOVIE));
    }
    return Reply.json(answer(request, session));
  }

  private Reply recommend(Request request) {
    Session session = session(request);
    RecommendationQuery query = RecommendationQuery.of(request);
    ServedSnapshot served = service.snapshot();
    RecommendationRequest.Builder builder =
        RecommendationRequest.forVisitor().ratings(session.ratings());
    Recommendations list = served.recommend(query.applyTo(builder, served.movies()).build());
    byte[] tail = served.json().tail(list, FallbackAnswer.of(list, true), Optional.empty());
    return Reply.writtenJson(served.json().whole(request.id(), tail));
  }

  private Session session(Request request) {
    return service
        .sessions()
        .find(request.get(SESSION))
        .orElseThrow(
            () ->
                ProblemException.of(
                    ProblemKind.NOT_FOUND,
                    SESSION.name(),
                    "there is no such session, or no longer; begin one with POST /v1/sessions"));
  }

  private SessionAnswer answer(Request request, Session session) {
    ServedSnapshot served = service.snapshot();
    List<RatingAnswer> ratings = new ArrayList<>();
    for (GivenRating rating : session.ratings()) {
      ratings.add(
          RatingAnswer.of(served.movies(), rating.movieId(), rating.stars(), rating.timestamp()));
    }
    Collections.reverse(ratings);
    return new SessionAnswer(
        request.id(), session.id(), service.sessions().timeToLive().toSeconds(), ratings);
  }
}
