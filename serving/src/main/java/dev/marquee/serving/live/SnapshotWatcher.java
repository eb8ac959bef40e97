package dev.marquee.serving.live;

import dev.marquee.data.UserError;
import dev.marquee.serving.snapshot.Snapshot;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a warehouse's {@code CURRENT}: loads a newly published snapshot beside the old one and
 * swaps in one step, forwards or back. A snapshot that cannot be loaded is refused and the old one
 * stays; it is tried again when {@code CURRENT} changes or on {@link #reload()}, while a store that
 * does not answer is asked again at every look.
 *
 * <p>The snapshots of a warehouse that is not on the local disk are copied to the mirror first.
 * After a restart, what was in force before comes from there at once, so that neither a slow store
 * nor one that is down keeps the service from starting.
 *
 * @param <T> what is made of a snapshot before the swap, so that readers never wait for it
 */
public final class SnapshotWatcher<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotWatcher.class);

  private static final long LONGEST_CLOSE_MILLIS = 5_000;

  private final WatchConfig config;
  private final Function<Snapshot, T> prepare;
  private final Consumer<T> onSwap;
  private final SnapshotSource source;
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Object loading = new Object();
  private final Standing standing;
  private final Thread thread;

  /** What CURRENT held when it was last dealt with; under the lock. */
  private Optional<String> handled = Optional.empty();

  private boolean isResumed;
  private volatile T current;

  /**
   * A watcher, which does nothing yet.
   *
   * @param prepare makes of a snapshot what readers take; a fault in it refuses the snapshot
   * @param onSwap told after each swap, such as to clear caches; its exceptions are logged and do
   *     no harm
   * @throws UserError if the warehouse is no path
   */
  public SnapshotWatcher(WatchConfig config, Function<Snapshot, T> prepare, Consumer<T> onSwap) {
    this(config, prepare, onSwap, new Configuration());
  }

  SnapshotWatcher(
      WatchConfig config, Function<Snapshot, T> prepare, Consumer<T> onSwap, Configuration hadoop) {
    this.config = config;
    this.prepare = Objects.requireNonNull(prepare, "prepare");
    this.onSwap = Objects.requireNonNull(onSwap, "onSwap");
    this.source = SnapshotSource.of(config, hadoop);
    this.standing = new Standing(config);
    this.thread = new Thread(this::watch, "snapshot-watcher");
    thread.setDaemon(true);
  }

  /** Begins to follow, at once and in a thread of its own. */
  public void start() {
    thread.start();
  }

  /**
   * Waits for the first snapshot.
   *
   * @return whether there is one; false after the time, or if the waiting thread was interrupted
   */
  public boolean awaitFirst(Duration timeout) {
    try {
      return first.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What was made of the snapshot in force; a request takes it once, at its start. */
  public Optional<T> current() {
    return Optional.ofNullable(current);
  }

  /** How things stand; may be a moment behind {@link #current()}. */
  public WatchState state() {
    return standing.state();
  }

  /**
   * Looks at {@code CURRENT} now and loads what it names, even if that is in force or was refused.
   * Waits for a load that is under way, and takes as long as loading does.
   *
   * @return the id in force after it; empty if nothing is published yet
   * @throws UserError with the reason if the snapshot was refused or the store cannot be read; what
   *     was in force stays
   * @throws IllegalStateException if the watcher is closed
   */
  public Optional<String> reload() {
    synchronized (loading) {
      if (isClosed()) {
        throw new IllegalStateException("the watcher is closed");
      }
      try {
        Optional<String> pointed = source.pointed();
        if (pointed.isEmpty()) {
          nothingPointed();
        } else {
          Optional<String> refusal = take(pointed.get(), source);
          handled = pointed;
          standing.reachable();
          if (refusal.isPresent()) {
            throw new UserError(refusal.get());
          }
        }
        return state().snapshotId();
      } catch (Unreachable e) {
        standing.unreachable(e);
        throw new UserError(e.getMessage(), e);
      }
    }
  }

  /**
   * Stops following; what is in force stays readable. A load under way is dropped, but not waited
   * for longer than 5 seconds.
   */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(LONGEST_CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  private void watch() {
    try {
      do {
        look();
      } while (!closed.await(config.pollInterval().toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      LOG.warn("interrupted: CURRENT is no longer followed");
    }
  }

  private void look() {
    synchronized (loading) {
      try {
        resume();
        follow();
      } catch (RuntimeException | Error e) {
        // Whatever it was, the next look may fare better, and what is in force is served until
        // then.
        standing.unreachable(e);
      }
    }
  }

  private void resume() {
    if (!isResumed && current == null) {
      isResumed = true;
      source.kept().ifPresent(kept -> kept.pointed().ifPresent(id -> take(id, kept)));
    }
  }

  private void follow() {
    Optional<String> pointed = source.pointed();
    if (pointed.isEmpty()) {
      nothingPointed();
    } else if (!pointed.equals(handled)) {
      String id = pointed.get();
      if (state().snapshotId().equals(pointed) && !source.refresh(id)) {
        standing.nothingRefused();
      } else {
        var unused = take(id, source);
      }
    }
    handled = pointed;
    if (pointed.isPresent()) {
      standing.reachable();
    }
  }

  /** Returns the reason if the snapshot was refused. */
  private Optional<String> take(String id, SnapshotSource from) {
    long begin = System.nanoTime();
    standing.loading(id);
    try {
      T prepared = Objects.requireNonNull(prepare.apply(from.read(id)), "prepared");
      if (!isClosed()) {
        swap(id, prepared);
        LOG.info("snapshot {} in force after {} ms", id, (System.nanoTime() - begin) / 1_000_000);
      }
      return Optional.empty();
    } catch (Unreachable e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // Errors too: without memory for a second snapshot the first is still good.
      return Optional.of(standing.refused(id, e));
    }
  }

  private void swap(String id, T prepared) {
    current = prepared;
    standing.taken(id);
    tell("what follows the swap to snapshot " + id, () -> onSwap.accept(prepared));
    first.countDown();
    tell("noting snapshot " + id, () -> source.taken(id));
  }

  private static void tell(String what, Runnable listener) {
    try {
      listener.run();
    } catch (RuntimeException e) {
      LOG.warn("{} failed", what, e);
    }
  }

  private void nothingPointed() {
    if (state().snapshotId().isPresent()) {
      throw new Unreachable(Reasons.pointerVanished(config.warehouse()), null);
    }
    standing.nothingPublished();
  }
}
