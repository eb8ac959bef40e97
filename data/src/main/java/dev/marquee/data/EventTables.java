package dev.marquee.data;

/**
 * The tables of the event store, which the service writes and the nightly job reads. The migrations
 * in the resources {@code events/sqlite} and {@code events/postgresql} create them; in Java they
 * are named here and nowhere else.
 */
public final class EventTables {
  private EventTables() {}

  /** The latest change of each user and movie. */
  public static final class Ratings {
    public static final String TABLE = "ratings";
    public static final String USER_ID = "user_id";
    public static final String MOVIE_ID = "movie_id";

    /** Stars; null where the rating was deleted. */
    public static final String STARS = "stars";

    /** When it was given or deleted, in seconds since 1970, UTC. */
    public static final String RATED_AT = "rated_at";

    /** Whether the change is a deletion. */
    public static final String DELETED = "deleted";

    private Ratings() {}
  }

  /** What happened, one row an event. */
  public static final class Events {
    public static final String TABLE = "events";

    /** The client's id of the event, which makes sending it again harmless. */
    public static final String EVENT_ID = "event_id";

    /** {@code impression}, {@code click} or {@code rating}. */
    public static final String TYPE = "type";

    public static final String USER_ID = "user_id";
    public static final String MOVIE_ID = "movie_id";

    /** By the client's clock, in seconds since 1970, UTC. */
    public static final String OCCURRED_AT = "occurred_at";

    /** By the service's clock, in seconds since 1970, UTC. */
    public static final String RECEIVED_AT = "received_at";

    /** Stars of a rating, otherwise null. */
    public static final String STARS = "stars";

    /** Place in the list that was shown, from 1, or null. */
    public static final String POSITION = "position";

    /** The answer that showed the movie, or null. */
    public static final String REQUEST_ID = "request_id";

    private Events() {}
  }

  /** Users who asked to be forgotten: nothing from before that moment counts. */
  public static final class ErasedUsers {
    public static final String TABLE = "erased_users";
    public static final String USER_ID = "user_id";

    /** In seconds since 1970, UTC. */
    public static final String ERASED_AT = "erased_at";

    private ErasedUsers() {}
  }
}
