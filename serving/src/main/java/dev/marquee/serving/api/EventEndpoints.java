package dev.marquee.serving.api;

import dev.marquee.serving.events.EventType;
import dev.marquee.serving.events.RecordedEvents;
import dev.marquee.serving.events.UserEvent;
import dev.marquee.serving.http.Endpoint;
import dev.marquee.serving.http.Reply;
import dev.marquee.serving.http.Request;
import dev.marquee.serving.http.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was shown, clicked and rated, in batches. */
final class EventEndpoints {
  private final Service service;

  EventEndpoints(Service service) {
    this.service = service;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/events")
            .documented(
                "Events", "Stores impressions, clicks and ratings; sending one again is harmless.")
            .needs(Scope.WRITE)
            .takesBody(EventsBody.class)
            .answers(200, EventsAnswer.class)
            .does(this::record));
  }

  private Reply record(Request request) {
    EventsBody body = request.body(EventsBody.class);
    List<UserEvent> events = new ArrayList<>();
    for (int i = 0; i < body.events().size(); i++) {
      EventBody event = body.events().get(i);
      if (event.stars().isPresent()) {
        service.checkStars("events[" + i + "].stars", event.stars().getAsDouble());
      }
      events.add(
          new UserEvent(
              event.eventId(),
              EventType.valueOf(event.type().toUpperCase(Locale.ROOT)),
              event.userId(),
              event.movieId(),
              Timestamps.orNow(event.timestamp()),
              event.stars(),
              event.position(),
              event.requestId()));
    }
    RecordedEvents recorded = service.stored(() -> service.events().record(events));
    events.stream()
        .filter(event -> event.type() == EventType.RATING)
        .mapToLong(UserEvent::userId)
        .distinct()
        .forEach(service::forget);
    return Reply.json(new EventsAnswer(request.id(), recorded.accepted(), recorded.duplicates()));
  }
}
