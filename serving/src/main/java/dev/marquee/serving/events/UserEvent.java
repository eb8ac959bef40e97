package dev.marquee.serving.events;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Something that happened between a user and a movie.
 *
 * @param eventId the client's id, 1 to 200 characters without control characters; an id that was
 *     recorded before is not recorded again
 * @param type what happened
 * @param userId who
 * @param movieId with which movie
 * @param timestamp when, by the client's clock, in seconds since 1970, UTC
 * @param stars the rating; there for {@link EventType#RATING} and for no other
 * @param position place in the list that was shown, from 1
 * @param requestId the answer that showed the movie, in the form of {@code eventId}
 */
public record UserEvent(
    String eventId,
    EventType type,
    long userId,
    long movieId,
    long timestamp,
    OptionalDouble stars,
    OptionalInt position,
    Optional<String> requestId) {
  private static final int LONGEST_ID = 200;

  /** Refuses what the store could not keep; the message begins with the component's name. */
  public UserEvent {
    checkId("eventId", eventId);
    requestId.ifPresent(id -> checkId("requestId", id));
    if (stars.isPresent() != (type == EventType.RATING)) {
      throw new IllegalArgumentException(
          "stars is %s, expected %s for an event of type %s"
              .formatted(
                  stars.isPresent() ? stars.getAsDouble() : "missing",
                  type == EventType.RATING ? "a number" : "none",
                  type.word()));
    }
    if (stars.isPresent() && !Double.isFinite(stars.getAsDouble())) {
      throw new IllegalArgumentException(
          "stars is " + stars.getAsDouble() + ", expected a finite number");
    }
    if (position.isPresent() && position.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "position is " + position.getAsInt() + ", expected at least 1");
    }
  }

  private static void checkId(String name, String id) {
    if (id.isEmpty()
        || id.length() > LONGEST_ID
        || id.chars().anyMatch(character -> Character.isISOControl(character))
        || !StandardCharsets.UTF_8.newEncoder().canEncode(id)) {
      throw new IllegalArgumentException(
          "%s has %d characters, expected 1 to %d of Unicode without control characters"
              .formatted(name, id.length(), LONGEST_ID));
    }
  }
}
