package dev.marquee.serving.events;

import com.zaxxer.hikari.HikariConfig;
import dev.marquee.data.EventStoreUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** What differs between the databases that can hold the event store. */
interface Database {
  /**
   * The database of a URL.
   *
   * @throws dev.marquee.data.UserError if the URL is malformed or the file cannot be written
   */
  static Database of(EventStoreConfig config) {
    EventStoreUrl url = EventStoreUrl.parse(config.url());
    return switch (url.kind()) {
      case SQLITE -> new SqliteDatabase(url, config);
      case POSTGRESQL -> new PostgresDatabase(url, config);
    };
  }

  /** Where it lies, without credentials, and by what migrations it is made. */
  EventStoreUrl url();

  /** Connections for migrations, which may take longer than a request. */
  DataSource migrationSource();

  /** The pool of all calls, or of those that only read. */
  HikariConfig pool();

  /** The pool of calls that write, where it is another one. */
  Optional<HikariConfig> writerPool();

  /** Ends whatever is done with the connection next after so many milliseconds. */
  void limit(Connection connection, int millis) throws SQLException;

  /** Lets no other transaction write what belongs to the user until this one ends. */
  void lockUser(Handle transaction, long userId);

  /** Whether a failure says that the whole store is out of reach, and not one call only. */
  boolean isOutage(SQLException failure);
}
