package dev.marquee.serving.api;

import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.Reply;
import dev.marquee.serving.http.Request;
import dev.marquee.serving.recommend.Recommendations;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Recommendations and taste from ratings that come with the request. */
final class VisitorRecommendations {
  private final Service service;

  VisitorRecommendations(Service service) {
    this.service = service;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/recommendations")
            .documented(
                "Recommendations", "What somebody may like of whom the request says everything.")
            .takesBody(RecommendationBody.class)
            .answers(200, RecommendationAnswer.class)
            .does(this::recommend),
        Endpoint.post("/v1/profile")
            .documented("Users", "The taste of somebody of whom the request says everything.")
            .takesBody(ProfileBody.class)
            .answers(200, ProfileAnswer.class)
            .does(this::profile));
  }

  private Reply recommend(Request request) {
    RecommendationBody body = request.body(RecommendationBody.class);
    checkStars(body.ratings());
    ServedSnapshot served = service.snapshot();
    Recommendations list = served.recommend(body.request(served.movies()).build());
    byte[] tail = served.json().tail(list, FallbackAnswer.of(list, true), Optional.empty());
    return Reply.writtenJson(served.json().whole(request.id(), tail));
  }

  private Reply profile(Request request) {
    ProfileBody body = request.body(ProfileBody.class);
    checkStars(body.ratings());
    return Reply.json(
        ProfileAnswer.of(
            request.id(),
            service.snapshot(),
            OptionalLong.empty(),
            body.asStored(),
            Optional.empty()));
  }

  private void checkStars(List<InlineRating> ratings) {
    for (int i = 0; i < ratings.size(); i++) {
      service.checkStars("ratings[" + i + "].stars", ratings.get(i).stars());
    }
  }
}
