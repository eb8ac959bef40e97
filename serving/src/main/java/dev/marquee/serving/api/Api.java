package dev.marquee.serving.api;

import dev.marquee.serving.http.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All endpoints of the service. */
public final class Api {
  private Api() {}

  /**
   * The endpoints, those of the documentation included.
   *
   * @param metrics the figures as Prometheus reads them
   * @param version of the service
   * @param needsKeys whether requests need a key
   */
  public static List<Endpoint> endpoints(
      Service service, Supplier<String> metrics, String version, boolean needsKeys) {
    List<Endpoint> all = new ArrayList<>();
    UserRecommendations recommendations = new UserRecommendations(service);
    all.addAll(recommendations.endpoints());
    all.addAll(new VisitorRecommendations(service).endpoints());
    all.addAll(new SessionEndpoints(service).endpoints());
    all.addAll(new MovieEndpoints(service).endpoints());
    all.addAll(new RatingEndpoints(service, recommendations).endpoints());
    all.addAll(new UserEndpoints(service).endpoints());
    all.addAll(new EventEndpoints(service).endpoints());
    all.addAll(new OperationEndpoints(service, metrics).endpoints());
    all.addAll(new InsightEndpoints(service).endpoints());
    return DocumentationEndpoints.with(all, version, needsKeys);
  }
}
