package dev.marquee.serving.events;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * Connections to a database that is up and has the newest schema. After an outage new ones are
 * opened, since a pool that could not reach its server tries again ever more slowly.
 */
final class Pools implements AutoCloseable {
  /** What is asked of a statement. */
  @FunctionalInterface
  interface Ask<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private final Database database;
  private final int timeoutMillis;
  private final HikariDataSource reads;
  private final HikariDataSource writes;
  private final KeptQuery changes = new KeptQuery(RatingRows.CHANGES);
  private final Jdbi reading;
  private final Jdbi writing;

  private Pools(
      HikariDataSource reads, HikariDataSource writes, Database database, int timeoutMillis) {
    this.reads = reads;
    this.writes = writes;
    this.database = database;
    this.timeoutMillis = timeoutMillis;
    this.reading = Jdbi.create(() -> limited(reads));
    this.writing = Jdbi.create(() -> limited(writes));
  }

  /**
   * Connects and brings the schema up to date.
   *
   * @throws SQLException if the database cannot be reached
   * @throws RuntimeException if the schema cannot be brought up to date
   */
  static Pools open(Database database, int timeoutMillis) throws SQLException {
    // Fails faster than the steps below, and with the driver's own words.
    database.migrationSource().getConnection().close();
    Flyway.configure(Pools.class.getClassLoader())
        .dataSource(database.migrationSource())
        .locations("classpath:" + database.url().kind().migrations())
        .load()
        .migrate();
    HikariDataSource reads = pool("event-store", database.pool(), timeoutMillis);
    try {
      HikariDataSource writes =
          database
              .writerPool()
              .map(pool -> pool("event-store-writer", pool, timeoutMillis))
              .orElse(reads);
      return new Pools(reads, writes, database, timeoutMillis);
    } catch (RuntimeException e) {
      reads.close();
      throw e;
    }
  }

  /** For calls that only read; each statement sees one state of the store. */
  Jdbi reading() {
    return reading;
  }

  /** Asks the statement of {@link RatingRows#CHANGES}; Jdbi would take longer than the database. */
  <T> T changes(Ask<T> ask) throws SQLException {
    try (Connection connection = limited(reads)) {
      try {
        return ask.of(changes.on(connection));
      } catch (SQLException e) {
        reads.evictConnection(connection);
        throw e;
      }
    }
  }

  /** For calls that write, in transactions. */
  Jdbi writing() {
    return writing;
  }

  @Override
  public void close() {
    writes.close();
    reads.close();
  }

  private static HikariDataSource pool(String name, HikariConfig pool, int timeoutMillis) {
    pool.setPoolName(name);
    pool.setConnectionTimeout(timeoutMillis);
    pool.setValidationTimeout(timeoutMillis);
    pool.setInitializationFailTimeout(1);
    return new HikariDataSource(pool);
  }

  /** Waiting for a connection and using it share one time limit. */
  private Connection limited(HikariDataSource pool) throws SQLException {
    long start = System.nanoTime();
    Connection connection = pool.getConnection();
    long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    try {
      database.limit(connection, (int) Math.max(1, timeoutMillis - waited));
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
    return connection;
  }
}
