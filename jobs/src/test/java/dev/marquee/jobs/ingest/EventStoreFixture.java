package dev.marquee.jobs.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** An event store in an SQLite file that the service holds open: its rows are still in the log. */
final class EventStoreFixture implements AutoCloseable {
  private final Path file;
  private final Connection connection;

  /** A store with empty tables. */
  EventStoreFixture(Path file) {
    this.file = file;
    try (InputStream migration =
        EventStoreFixture.class.getResourceAsStream("/events/sqlite/V1__events.sql")) {
      connection = DriverManager.getConnection(url());
      execute("PRAGMA journal_mode = WAL");
      execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String url() {
    return "jdbc:sqlite:" + file;
  }

  EventStoreFixture rating(long user, long movie, double stars, long timestamp) {
    return execute(
        "INSERT INTO ratings VALUES (%d, %d, %s, %d, FALSE)"
            .formatted(user, movie, stars, timestamp));
  }

  EventStoreFixture deletion(long user, long movie, long timestamp) {
    return execute(
        "INSERT INTO ratings VALUES (%d, %d, NULL, %d, TRUE)".formatted(user, movie, timestamp));
  }

  EventStoreFixture erasure(long user, long timestamp) {
    return execute("INSERT INTO erased_users VALUES (%d, %d)".formatted(user, timestamp));
  }

  private EventStoreFixture execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
