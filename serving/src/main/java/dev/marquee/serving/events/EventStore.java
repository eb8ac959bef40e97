package dev.marquee.serving.events;

import java.util.List;

/**
 * What users rated, saw and clicked, in SQLite or PostgreSQL. Safe for use by many threads.
 *
 * <p>Every call does all or nothing, and what it wrote is durable when it returns. While the
 * database cannot be reached, calls fail at once with {@link EventStoreUnavailableException}; it is
 * looked for every second and used again when it is there. No call waits longer than the configured
 * timeout.
 *
 * <p>Of several changes of one rating the one with the latest timestamp stands, of equally late
 * ones the one that came last; that holds for deletions as well. What is older than the erasure of
 * its user is not written.
 */
public final class EventStore implements AutoCloseable {
  private final Database database;
  private final Availability availability;

  private EventStore(Database database, Availability availability) {
    this.database = database;
    this.availability = availability;
  }

  /**
   * Opens the store and brings its schema up to date. A database that cannot be reached is no
   * failure: {@link #state} says so, and it is tried again in the background.
   *
   * @throws dev.marquee.data.UserError if the URL is malformed or the SQLite file cannot be written
   */
  public static EventStore open(EventStoreConfig config) {
    Database database = Database.of(config);
    return new EventStore(database, new Availability(database, config.timeoutMillis()));
  }

  /**
   * Writes a rating, unless there is a later change of it.
   *
   * @return whether the rating stands; false if a later change, or the user's erasure, does
   * @throws EventStoreUnavailableException if that cannot be done; then nothing is written
   */
  public boolean rate(long userId, StoredRating rating) {
    return availability.write(
        transaction -> {
          database.lockUser(transaction, userId);
          return new RatingRows(transaction).rate(userId, rating);
        });
  }

  /**
   * Takes a rating back, whether the store or the CSV history holds it, unless there is a later
   * change of it.
   *
   * @param timestamp when it was taken back, in seconds since 1970, UTC
   * @return whether the deletion stands; false if a later change, or the user's erasure, does
   * @throws EventStoreUnavailableException if that cannot be done; then nothing is written
   */
  public boolean unrate(long userId, long movieId, long timestamp) {
    return availability.write(
        transaction -> {
          database.lockUser(transaction, userId);
          return new RatingRows(transaction).unrate(userId, movieId, timestamp);
        });
  }

  /**
   * All that differs from the CSV history for one user.
   *
   * @throws EventStoreUnavailableException if it cannot be read
   */
  public UserChanges changes(long userId) {
    return availability.changes(statement -> RatingRows.changes(statement, userId));
  }

  /**
   * Writes a batch of events; sending it again changes nothing. A new event of type {@link
   * EventType#RATING} is a rating as by {@link #rate}.
   *
   * @throws EventStoreUnavailableException if that cannot be done; then nothing is written
   */
  public RecordedEvents record(List<UserEvent> events) {
    if (events.isEmpty()) {
      return new RecordedEvents(0, 0);
    }
    return availability.write(
        transaction -> {
          // In one order, so that two batches cannot wait for each other.
          events.stream()
              .map(UserEvent::userId)
              .distinct()
              .sorted()
              .forEach(userId -> database.lockUser(transaction, userId));
          List<UserEvent> accepted = new EventRows(transaction).insert(events);
          new RatingRows(transaction).rate(accepted);
          return new RecordedEvents(accepted.size(), events.size() - accepted.size());
        });
  }

  /**
   * Removes all that is known of a user, and remembers that nothing from before counts any more.
   *
   * @param timestamp when that was wished, in seconds since 1970, UTC
   * @throws EventStoreUnavailableException if that cannot be done; then nothing is removed
   */
  public void erase(long userId, long timestamp) {
    availability.write(
        transaction -> {
          database.lockUser(transaction, userId);
          new RatingRows(transaction).erase(userId, timestamp);
          return new EventRows(transaction).erase(userId);
        });
  }

  /** Whether the store can be used. Costs nothing; at most some seconds old. */
  public EventStoreState state() {
    return availability.state();
  }

  /** Ends all connections. Calls fail from then on. */
  @Override
  public void close() {
    availability.close();
  }
}
