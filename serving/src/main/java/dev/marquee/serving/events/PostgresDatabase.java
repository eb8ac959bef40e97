package dev.marquee.serving.events;

import com.zaxxer.hikari.HikariConfig;
import dev.marquee.data.EventStoreUrl;
import dev.marquee.data.UserError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server. It may be away for a while; nobody waits for it longer than configured. */
record PostgresDatabase(EventStoreUrl url, EventStoreConfig config) implements Database {
  private static final int MIGRATION_SECONDS = 60;

  /** Connection lost, resources exhausted, stopped by the operator or a timeout, disk faults. */
  private static final Set<String> OUTAGES = Set.of("08", "53", "57", "58");

  /** Checks that the driver understands the URL. */
  PostgresDatabase {
    if (Driver.parseURL(url.jdbc(), new Properties()) == null) {
      throw new UserError(
          "event store URL %s is not understood by PostgreSQL's driver".formatted(url));
    }
  }

  @Override
  public DataSource migrationSource() {
    return source(MIGRATION_SECONDS);
  }

  @Override
  public HikariConfig pool() {
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(source(seconds()));
    pool.setMaximumPoolSize(config.connections());
    // A request that nobody waits for any more must not hold locks on the server.
    pool.setConnectionInitSql("SET statement_timeout = " + config.timeoutMillis());
    return pool;
  }

  @Override
  public Optional<HikariConfig> writerPool() {
    return Optional.empty();
  }

  private DataSource source(int socketSeconds) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url.jdbc());
    if (!config.user().isEmpty()) {
      source.setUser(config.user());
      source.setPassword(config.password());
    }
    source.setConnectTimeout(seconds());
    source.setLoginTimeout(seconds());
    source.setSocketTimeout(socketSeconds);
    source.setTcpKeepAlive(true);
    source.setApplicationName("marquee");
    // Details quote the row.
    source.setLogServerErrorDetail(false);
    return source;
  }

  private int seconds() {
    return (config.timeoutMillis() + 999) / 1000;
  }

  @Override
  public void limit(Connection connection, int millis) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, millis);
  }

  @Override
  public void lockUser(Handle transaction, long userId) {
    transaction.execute("SELECT pg_advisory_xact_lock(?)", userId);
  }

  @Override
  public boolean isOutage(SQLException failure) {
    String state = failure.getSQLState();
    return state == null || (state.length() == 5 && OUTAGES.contains(state.substring(0, 2)));
  }
}
