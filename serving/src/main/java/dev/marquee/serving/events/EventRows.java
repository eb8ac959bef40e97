package dev.marquee.serving.events;

import dev.marquee.data.EventTables.Events;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The events, through one connection. */
final class EventRows {
  private static final String INSERT =
      Insert.unlessErased(
              Events.TABLE,
              Events.USER_ID,
              Events.OCCURRED_AT,
              Events.EVENT_ID,
              Events.TYPE,
              Events.USER_ID,
              Events.MOVIE_ID,
              Events.OCCURRED_AT,
              Events.RECEIVED_AT,
              Events.STARS,
              Events.POSITION,
              Events.REQUEST_ID)
          + " ON CONFLICT (%s) DO NOTHING".formatted(Events.EVENT_ID);

  private static final String ERASE =
      "DELETE FROM %s WHERE %s = :user".formatted(Events.TABLE, Events.USER_ID);

  private final Handle handle;

  EventRows(Handle handle) {
    this.handle = handle;
  }

  /** Writes events, at least one, and returns those that were new, in their order. */
  List<UserEvent> insert(List<UserEvent> events) {
    long receivedAt = Instant.now().getEpochSecond();
    PreparedBatch batch = handle.prepareBatch(INSERT);
    for (UserEvent event : events) {
      batch
          .bind(Events.EVENT_ID, event.eventId())
          .bind(Events.TYPE, event.type().word())
          .bind(Events.USER_ID, event.userId())
          .bind(Events.MOVIE_ID, event.movieId())
          .bind(Events.OCCURRED_AT, event.timestamp())
          .bind(Events.RECEIVED_AT, receivedAt)
          .bind(
              Events.STARS, event.stars().isPresent() ? (Double) event.stars().getAsDouble() : null)
          .bind(
              Events.POSITION,
              event.position().isPresent() ? (Integer) event.position().getAsInt() : null)
          .bind(Events.REQUEST_ID, event.requestId().orElse(null))
          .add();
    }
    int[] inserted = batch.execute();
    List<UserEvent> accepted = new ArrayList<>();
    for (int i = 0; i < inserted.length; i++) {
      if (inserted[i] > 0) {
        accepted.add(events.get(i));
      }
    }
    return accepted;
  }

  /** Removes the events of a user; returns how many there were. */
  int erase(long userId) {
    return handle.createUpdate(ERASE).bind("user", userId).execute();
  }
}
