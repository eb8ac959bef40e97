package dev.marquee.serving.api;

import dev.marquee.serving.http.FieldException;
import java.util.List;
import java.util.Objects;

/**
 * Events that are stored together or not at all.
 *
 * @param events at most 1,000
 */
public record EventsBody(List<EventBody> events) {
  private static final int MOST = 1000;

  /** Refuses none and too many. */
  public EventsBody {
    FieldException.required("events", events);
    FieldException.check(
        !events.isEmpty() && events.size() <= MOST && events.stream().allMatch(Objects::nonNull),
        "events",
        "1 to " + MOST + " events");
    events = List.copyOf(events);
  }
}
