package dev.marquee.serving.events;

import com.zaxxer.hikari.HikariConfig;
import dev.marquee.data.EventStoreUrl;
import dev.marquee.data.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * A file. Readers go on while one connection writes (write-ahead log), and every commit is on the
 * disk before it is acknowledged. SQLite lets one writer in at a time; the others wait for the only
 * connection of the writer's pool, in their order, and not inside SQLite, which polls.
 */
record SqliteDatabase(EventStoreUrl url, EventStoreConfig config) implements Database {
  private static final Set<SQLiteErrorCode> OUTAGES =
      Set.of(
          SQLiteErrorCode.SQLITE_CANTOPEN,
          SQLiteErrorCode.SQLITE_CORRUPT,
          SQLiteErrorCode.SQLITE_IOERR,
          SQLiteErrorCode.SQLITE_NOTADB);

  /** Creates the file's folder where it is missing. */
  SqliteDatabase {
    Path file = url.sqliteFile().orElseThrow().toAbsolutePath();
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new UserError(
          "folder of event store %s cannot be made: %s".formatted(file, e.getMessage()), e);
    }
    // SQLite writes its log beside the file.
    for (Path part : new Path[] {file.getParent(), file}) {
      if (Files.exists(part) && !Files.isWritable(part)) {
        throw new UserError(
            "event store %s: %s cannot be written by this user".formatted(file, part));
      }
    }
    if (Files.isDirectory(file)) {
      throw new UserError("event store %s is a folder, expected a file".formatted(file));
    }
  }

  @Override
  public DataSource migrationSource() {
    return source(TransactionMode.IMMEDIATE);
  }

  @Override
  public HikariConfig pool() {
    return pool(config.connections(), source(TransactionMode.DEFERRED));
  }

  @Override
  public Optional<HikariConfig> writerPool() {
    // A transaction that began by reading could not wait for another writer any more.
    return Optional.of(pool(1, source(TransactionMode.IMMEDIATE)));
  }

  private HikariConfig pool(int connections, DataSource source) {
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(source);
    pool.setMaximumPoolSize(connections);
    return pool;
  }

  private DataSource source(TransactionMode transactions) {
    SQLiteConfig sqlite = new SQLiteConfig();
    sqlite.setBusyTimeout(config.timeoutMillis());
    sqlite.setJournalMode(JournalMode.WAL);
    sqlite.setSynchronous(SynchronousMode.FULL);
    sqlite.setTransactionMode(transactions);
    SQLiteDataSource source = new SQLiteDataSource(sqlite);
    source.setUrl(url.jdbc());
    return source;
  }

  @Override
  public void limit(Connection connection, int millis) throws SQLException {
    SQLiteConnection sqlite = connection.unwrap(SQLiteConnection.class);
    // Nearly always it is what the call before left.
    if (sqlite.getBusyTimeout() != millis) {
      sqlite.setBusyTimeout(millis);
    }
  }

  /** Nothing to do: one transaction writes at a time. */
  @Override
  public void lockUser(Handle transaction, long userId) {}

  /** A full disk or another process's lock stops writers only. */
  @Override
  public boolean isOutage(SQLException failure) {
    // The low byte is the kind of fault, the rest says more about it.
    return OUTAGES.contains(SQLiteErrorCode.getErrorCode(failure.getErrorCode() & 0xff));
  }
}
