package dev.marquee.serving.events;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the database while there is one. The first call that finds the database out of reach
 * closes it, so that the others fail at once; a thread of its own looks every second whether the
 * database is there, and opens or closes it.
 */
final class Availability implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Availability.class);
  private static final long PROBE_MILLIS = 1000;

  private final Database database;
  private final int timeoutMillis;
  private final ScheduledExecutorService prober =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "event-store-probe");
            thread.setDaemon(true);
            return thread;
          });

  /** Null while the store is down. */
  private volatile Pools pools;

  private volatile EventStoreState state =
      new EventStoreState(false, Instant.now(), Optional.of("not tried yet"));

  private boolean closed;

  /** Tries to reach the database once, and goes on trying from then on. */
  Availability(Database database, int timeoutMillis) {
    this.database = database;
    this.timeoutMillis = timeoutMillis;
    probe();
    prober.scheduleWithFixedDelay(this::probe, PROBE_MILLIS, PROBE_MILLIS, TimeUnit.MILLISECONDS);
  }

  EventStoreState state() {
    return state;
  }

  /**
   * Does something that only reads; each statement sees one state of the store.
   *
   * @throws EventStoreUnavailableException if it fails, or the store is down
   */
  <T> T read(Function<Handle, T> work) {
    return call(Pools::reading, jdbi -> jdbi.withHandle(work::apply));
  }

  /**
   * Does something as a whole or not at all; what it wrote is durable on return.
   *
   * @throws EventStoreUnavailableException if it fails, or the store is down
   */
  <T> T write(Function<Handle, T> work) {
    return call(Pools::writing, jdbi -> jdbi.inTransaction(work::apply));
  }

  /**
   * Asks the statement of a user's changes; it sees one state of the store.
   *
   * @throws EventStoreUnavailableException if it fails, or the store is down
   */
  <T> T changes(Pools.Ask<T> ask) {
    Pools current = current();
    try {
      return current.changes(ask);
    } catch (SQLException e) {
      throw failed(current, e, e);
    }
  }

  private <T> T call(Function<Pools, Jdbi> way, Function<Jdbi, T> work) {
    Pools current = current();
    try {
      return work.apply(way.apply(current));
    } catch (JdbiException e) {
      throw failed(current, e, fault(e));
    }
  }

  private Pools current() {
    Pools current = pools;
    if (current == null) {
      throw new EventStoreUnavailableException(
          "event store is down: " + state.failure().orElse("closed"));
    }
    return current;
  }

  /** Jdbi's own messages quote the statement with its values. */
  private EventStoreUnavailableException failed(
      Pools current, Exception failure, SQLException fault) {
    if (fault != null && isOutage(fault)) {
      down(current, fault.getMessage());
    }
    String reason = fault == null ? failure.getClass().getSimpleName() : fault.getMessage();
    return new EventStoreUnavailableException("event store failed: " + reason, fault);
  }

  /** A pool without a free connection is busy; one that could not get any says why. */
  private boolean isOutage(SQLException failure) {
    if (failure instanceof SQLTransientConnectionException) {
      return failure.getCause() instanceof SQLException cause && database.isOutage(cause);
    }
    return database.isOutage(failure);
  }

  private void probe() {
    try {
      if (pools == null) {
        up(Pools.open(database, timeoutMillis));
      } else {
        read(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
      }
    } catch (EventStoreUnavailableException e) {
      LOGGER.debug("event store did not answer", e);
    } catch (SQLException | RuntimeException | LinkageError e) {
      // An error that escapes would end the probing.
      Throwable fault = e instanceof PoolInitializationException ? e.getCause() : e;
      stillDown(String.valueOf(fault.getMessage()));
    }
  }

  private synchronized void up(Pools opened) {
    if (closed) {
      opened.close();
      return;
    }
    pools = opened;
    state = new EventStoreState(true, Instant.now(), Optional.empty());
    LOGGER.info("event store {} is up", database.url());
  }

  /** Does nothing if others found the same outage before. */
  private synchronized void down(Pools failed, String reason) {
    if (pools != failed) {
      return;
    }
    pools = null;
    state = new EventStoreState(false, Instant.now(), Optional.of(reason));
    LOGGER.warn("event store {} is down: {}", database.url(), reason);
    try {
      // Waits for calls in progress; then looks at once, as it may be over already.
      prober.execute(
          () -> {
            failed.close();
            probe();
          });
    } catch (RejectedExecutionException e) {
      failed.close();
    }
  }

  private synchronized void stillDown(String reason) {
    Optional<String> failure = Optional.of(reason);
    if (!state.up() && !state.failure().equals(failure)) {
      state = new EventStoreState(false, state.since(), failure);
      LOGGER.warn("event store {} is down: {}", database.url(), reason);
    }
  }

  private static SQLException fault(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException fault) {
        return fault;
      }
    }
    return null;
  }

  @Override
  public synchronized void close() {
    closed = true;
    prober.shutdownNow();
    if (pools != null) {
      pools.close();
      pools = null;
    }
    state = new EventStoreState(false, Instant.now(), Optional.of("closed"));
  }
}
