package dev.marquee.serving;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what happens by itself. */
public final class Eventually {
  private static final long PATIENCE_SECONDS = 20;

  private Eventually() {}

  /** Returns as soon as the condition holds; fails after 20 seconds. */
  public static void isTrue(BooleanSupplier condition) throws InterruptedException {
    get(condition::getAsBoolean, holds -> holds);
  }

  /** The first value that is as wanted; fails after 20 seconds with the last one. */
  public static <T> T get(Supplier<T> look, Predicate<T> isWanted) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    T found = look.get();
    while (!isWanted.test(found)) {
      if (System.nanoTime() >= end) {
        throw new AssertionError("after %d s still: %s".formatted(PATIENCE_SECONDS, found));
      }
      Thread.sleep(20);
      found = look.get();
    }
    return found;
  }
}
