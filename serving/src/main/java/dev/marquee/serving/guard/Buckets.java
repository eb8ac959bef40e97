package dev.marquee.serving.guard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** One token bucket for each of many clients, of whom a bounded number is remembered. */
final class Buckets {
  /** Longer than any bucket takes to fill, so that being forgotten is no advantage. */
  private static final Duration MEMORY = Duration.ofMinutes(2);

  private final int perSecond;
  private final int capacity;
  private final TimeMeter time;
  private final Cache<String, Bucket> buckets;

  Buckets(int perSecond, int burstSeconds, int most, Ticker ticker) {
    this.perSecond = perSecond;
    capacity = perSecond * burstSeconds;
    time =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return ticker.read();
          }

          @Override
          public boolean isWallClockBased() {
            return false;
          }
        };
    buckets =
        Caffeine.newBuilder().ticker(ticker).expireAfterAccess(MEMORY).maximumSize(most).build();
  }

  /** Tokens of a full bucket. */
  int capacity() {
    return capacity;
  }

  /** Takes a token of a client, if there is one. */
  ConsumptionProbe take(String client) {
    return bucket(client).tryConsumeAndReturnRemaining(1);
  }

  /** Takes tokens of a client whether they are there or not. */
  void charge(String client, int tokens) {
    bucket(client).consumeIgnoringRateLimits(tokens);
  }

  private Bucket bucket(String client) {
    return buckets.get(
        client,
        each ->
            Bucket.builder()
                .addLimit(
                    limit ->
                        limit.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build());
  }
}
