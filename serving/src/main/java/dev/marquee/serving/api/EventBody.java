package dev.marquee.serving.api;

import dev.marquee.serving.http.FieldException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Something that happened.
 *
 * @param eventId names the event; the same id again is the same event
 * @param type impression, click or rating
 * @param userId who
 * @param movieId which movie
 * @param timestamp seconds since 1970, UTC; now where it is left out
 * @param stars of a rating
 * @param position in the list that was shown, from 1
 * @param requestId the request whose answer was shown
 */
public record EventBody(
    String eventId,
    String type,
    Long userId,
    Long movieId,
    OptionalLong timestamp,
    OptionalDouble stars,
    OptionalInt position,
    Optional<String> requestId) {
  private static final int LONGEST_ID = 100;
  static final List<String> TYPES = List.of("impression", "click", "rating");

  /** Refuses missing parts, unknown types, and ratings without stars. */
  public EventBody {
    FieldException.required("eventId", eventId);
    FieldException.check(
        !eventId.isBlank() && eventId.length() <= LONGEST_ID,
        "eventId",
        "1 to " + LONGEST_ID + " characters");
    FieldException.required("type", type);
    FieldException.check(TYPES.contains(type), "type", "one of " + String.join(", ", TYPES));
    FieldException.required("userId", userId);
    FieldException.required("movieId", movieId);
    Timestamps.check("timestamp", timestamp);
    FieldException.check(
        stars.isPresent() == type.equals("rating"), "stars", "a number for ratings alone");
    FieldException.check(position.isEmpty() || position.getAsInt() >= 1, "position", "1 or more");
    FieldException.check(
        requestId.isEmpty() || requestId.get().length() <= LONGEST_ID,
        "requestId",
        "at most " + LONGEST_ID + " characters");
  }
}
