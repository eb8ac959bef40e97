package dev.marquee.serving.events;

import dev.marquee.data.EventTables.ErasedUsers;
import dev.marquee.data.EventTables.Ratings;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;

/** The latest change of each rating, and who was erased, through one connection. */
final class RatingRows {
  private static final String PUT =
      Insert.unlessErased(
              Ratings.TABLE,
              Ratings.USER_ID,
              Ratings.RATED_AT,
              Ratings.USER_ID,
              Ratings.MOVIE_ID,
              Ratings.STARS,
              Ratings.RATED_AT,
              Ratings.DELETED)
          + """
            ON CONFLICT (%1$s, %2$s) DO UPDATE
            SET %3$s = excluded.%3$s, %4$s = excluded.%4$s, %5$s = excluded.%5$s
            WHERE excluded.%4$s >= %6$s.%4$s
            """
              .formatted(
                  Ratings.USER_ID,
                  Ratings.MOVIE_ID,
                  Ratings.STARS,
                  Ratings.RATED_AT,
                  Ratings.DELETED,
                  Ratings.TABLE);

  /** One statement, so that an erasure is seen with what it left, or not at all. */
  static final String CHANGES =
      "SELECT %s, %s, %s, %s FROM %s WHERE %s = ?"
              .formatted(
                  Ratings.MOVIE_ID,
                  Ratings.STARS,
                  Ratings.RATED_AT,
                  Ratings.DELETED,
                  Ratings.TABLE,
                  Ratings.USER_ID)
          + " UNION ALL SELECT NULL, NULL, %s, TRUE FROM %s WHERE %s = ? ORDER BY 1"
              .formatted(ErasedUsers.ERASED_AT, ErasedUsers.TABLE, ErasedUsers.USER_ID);

  private static final String ERASE =
      "DELETE FROM %s WHERE %s = :user".formatted(Ratings.TABLE, Ratings.USER_ID);

  private static final String REMEMBER =
      Insert.into(ErasedUsers.TABLE, ErasedUsers.USER_ID, ErasedUsers.ERASED_AT)
          + " ON CONFLICT (%1$s) DO UPDATE SET %2$s = excluded.%2$s WHERE excluded.%2$s > %3$s.%2$s"
              .formatted(ErasedUsers.USER_ID, ErasedUsers.ERASED_AT, ErasedUsers.TABLE);

  private final Handle handle;

  RatingRows(Handle handle) {
    this.handle = handle;
  }

  /** Writes a rating; returns whether it stands. */
  boolean rate(long userId, StoredRating rating) {
    return put(userId, rating.movieId(), rating.stars(), rating.timestamp()) > 0;
  }

  /** Writes a deletion; returns whether it stands. */
  boolean unrate(long userId, long movieId, long timestamp) {
    return put(userId, movieId, null, timestamp) > 0;
  }

  /** Writes the ratings among the events, in their order. */
  void rate(List<UserEvent> events) {
    PreparedBatch batch = handle.prepareBatch(PUT);
    for (UserEvent event : events) {
      if (event.type() == EventType.RATING) {
        bind(batch, event.userId(), event.movieId(), event.stars().getAsDouble(), event.timestamp())
            .add();
      }
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  /** All changes of a user, from the statement of {@link #CHANGES}. */
  static UserChanges changes(PreparedStatement statement, long userId) throws SQLException {
    statement.setLong(1, userId);
    statement.setLong(2, userId);
    try (ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        return UserChanges.NONE;
      }
      List<StoredRating> ratings = new ArrayList<>();
      Set<Long> deleted = new HashSet<>();
      boolean erased = false;
      do {
        long movieId = row.getLong(1);
        if (row.wasNull()) {
          erased = true;
        } else if (row.getBoolean(4)) {
          deleted.add(movieId);
        } else {
          ratings.add(new StoredRating(movieId, row.getDouble(2), row.getLong(3)));
        }
      } while (row.next());
      return new UserChanges(ratings, deleted, erased);
    }
  }

  /** Removes all changes of a user and remembers the erasure; the latest of several counts. */
  void erase(long userId, long timestamp) {
    handle.createUpdate(ERASE).bind("user", userId).execute();
    handle
        .createUpdate(REMEMBER)
        .bind(ErasedUsers.USER_ID, userId)
        .bind(ErasedUsers.ERASED_AT, timestamp)
        .execute();
  }

  private int put(long userId, long movieId, Double stars, long timestamp) {
    return bind(handle.createUpdate(PUT), userId, movieId, stars, timestamp).execute();
  }

  private static <S extends SqlStatement<S>> S bind(
      S statement, long userId, long movieId, Double stars, long timestamp) {
    return statement
        .bind(Ratings.USER_ID, userId)
        .bind(Ratings.MOVIE_ID, movieId)
        .bind(Ratings.STARS, stars)
        .bind(Ratings.RATED_AT, timestamp)
        .bind(Ratings.DELETED, stars == null);
  }
}
