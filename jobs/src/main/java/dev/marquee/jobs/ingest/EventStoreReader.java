package dev.marquee.jobs.ingest;

import static dev.marquee.data.Tables.RATINGS;
import static org.apache.spark.sql.functions.col;

import dev.marquee.data.EventStoreUrl;
import dev.marquee.data.EventTables.ErasedUsers;
import dev.marquee.data.EventTables.Ratings;
import dev.marquee.data.UserError;
import dev.marquee.jobs.config.EventsConfig;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

/** Reads the service's event store through Spark, a bounded number of rows at a time. */
final class EventStoreReader {
  /** Whether a rating is taken back; beside the columns of the table {@code ratings}. */
  static final String DELETED = Ratings.DELETED;

  private static final long ROWS_PER_PARTITION = 1_000_000;
  private static final String FETCH_ROWS = "10000";
  private static final String TIMEOUT_SECONDS = "10";

  private final EventStoreUrl url;
  private final Properties properties;
  private final int partitions;

  private EventStoreReader(EventStoreUrl url, Properties properties, int partitions) {
    this.url = url;
    this.properties = properties;
    this.partitions = partitions;
  }

  /**
   * Finds a store that the service has written to.
   *
   * @return empty if none is configured, or the service has not made its tables yet
   * @throws UserError if the store cannot be reached
   */
  static Optional<EventStoreReader> locate(EventsConfig config) {
    return config.store().flatMap(url -> locate(url, config));
  }

  private static Optional<EventStoreReader> locate(EventStoreUrl url, EventsConfig config) {
    // SQLite would make the file.
    if (url.sqliteFile().filter(Files::notExists).isPresent()) {
      return Optional.empty();
    }
    Properties properties = properties(url.kind(), config);
    try (Connection connection = driver(url.kind()).connect(url.jdbc(), properties)) {
      if (!hasTables(connection)) {
        return Optional.empty();
      }
      long rows = count(connection);
      int partitions = Math.toIntExact(1 + rows / ROWS_PER_PARTITION);
      return Optional.of(new EventStoreReader(url, properties, partitions));
    } catch (SQLException e) {
      throw unreadable(url, e);
    }
  }

  /** Where the store lies, without credentials. */
  EventStoreUrl url() {
    return url;
  }

  /** Into how many partitions the ratings go; at least 1. */
  int partitions() {
    return partitions;
  }

  /** The latest change of each user and movie; a change that is a deletion has no rating. */
  Dataset<Row> ratings(SparkSession spark) {
    String[] predicates =
        IntStream.range(0, partitions)
            .mapToObj(i -> "ABS(%s %% %d) = %d".formatted(Ratings.USER_ID, partitions, i))
            .toArray(String[]::new);
    return spark
        .read()
        .jdbc(url.jdbc(), Ratings.TABLE, predicates, properties)
        .select(
            col(Ratings.USER_ID).cast(DataTypes.LongType).as(RATINGS.userId),
            col(Ratings.MOVIE_ID).cast(DataTypes.LongType).as(RATINGS.movieId),
            col(Ratings.STARS).cast(DataTypes.FloatType).as(RATINGS.rating),
            col(Ratings.RATED_AT).cast(DataTypes.LongType).as(RATINGS.timestamp),
            col(Ratings.DELETED).cast(DataTypes.BooleanType).as(DELETED));
  }

  /** The users of whom nothing from the CSV files may be used. */
  Dataset<Row> erasedUsers(SparkSession spark) {
    return spark
        .read()
        .jdbc(url.jdbc(), ErasedUsers.TABLE, properties)
        .select(col(ErasedUsers.USER_ID).cast(DataTypes.LongType).as(RATINGS.userId));
  }

  /** The fault to report for a failure while rows were read. */
  RuntimeException explained(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException fault) {
        return unreadable(url, fault);
      }
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }

  private static boolean hasTables(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, null, ErasedUsers.TABLE, null)) {
      return tables.next();
    }
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM " + Ratings.TABLE)) {
      result.next();
      return result.getLong(1);
    }
  }

  private static Driver driver(EventStoreUrl.Kind kind) {
    return switch (kind) {
      case SQLITE -> new org.sqlite.JDBC();
      case POSTGRESQL -> new org.postgresql.Driver();
    };
  }

  private static Properties properties(EventStoreUrl.Kind kind, EventsConfig config) {
    Properties properties = new Properties();
    properties.setProperty("driver", driver(kind).getClass().getName());
    properties.setProperty("fetchsize", FETCH_ROWS);
    switch (kind) {
      // Opened for writing, so that what a killed service left in its log can be read; not created.
      case SQLITE -> properties.setProperty("open_mode", "2");
      case POSTGRESQL -> {
        properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
        properties.setProperty("loginTimeout", TIMEOUT_SECONDS);
        properties.setProperty("ApplicationName", "marquee ingest");
        if (!config.user().isEmpty()) {
          properties.setProperty("user", config.user());
          properties.setProperty("password", config.password());
        }
      }
    }
    return properties;
  }

  private static UserError unreadable(EventStoreUrl url, SQLException fault) {
    return new UserError(
        ("event store %s cannot be read: %s; start its database and check events.url, events.user"
                + " and events.password, or leave events.url empty to go without events")
            .formatted(url, String.valueOf(fault.getMessage()).strip().replace('\n', ' ')),
        fault);
  }
}
