package dev.marquee.serving.guard;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.marquee.serving.http.ProblemException;
import dev.marquee.serving.http.ProblemKind;
import io.github.bucket4j.ConsumptionProbe;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Refuses requests of those who ask too often, whatever they ask for: by the name of the key where
 * there is one, else by the address. Health is never refused. Answers carry {@code
 * RateLimit-Limit}, {@code -Remaining} and {@code -Reset}.
 */
final class RateLimits {
  private static final int MOST_KEYS = 10_000;

  /** A wrong key costs an address as much as so many requests. */
  private static final int FAILED_ATTEMPT = 10;

  private final Optional<Buckets> byKey;
  private final Optional<Buckets> byAddress;
  private final int proxies;

  RateLimits(RateConfig config, String host, Ticker ticker) {
    byKey = buckets(config.perKeyPerSecond(), config.burstSeconds(), MOST_KEYS, ticker);
    byAddress =
        config.addresses().holdsOn(host)
            ? buckets(
                config.perAddressPerSecond(), config.burstSeconds(), config.mostAddresses(), ticker)
            : Optional.empty();
    proxies = config.proxies();
  }

  /**
   * Counts a request.
   *
   * @throws ProblemException if its key or address has sent too many
   */
  void count(Context context) {
    if (context.path().startsWith("/health/")) {
      return;
    }
    String key = KeyGate.nameOf(context);
    if (key != null) {
      byKey.ifPresent(buckets -> take(context, buckets, key));
    } else {
      byAddress.ifPresent(buckets -> take(context, buckets, addressOf(context)));
    }
  }

  /** Counts a request, which was counted once, for more: nobody has its key. */
  void chargeFailedAttempt(Context context) {
    byAddress.ifPresent(buckets -> buckets.charge(addressOf(context), FAILED_ATTEMPT - 1));
  }

  private String addressOf(Context context) {
    return AddressBlock.of(ClientAddress.of(context, proxies));
  }

  private static Optional<Buckets> buckets(int perSecond, int seconds, int most, Ticker ticker) {
    return perSecond == 0
        ? Optional.empty()
        : Optional.of(new Buckets(perSecond, seconds, most, ticker));
  }

  private static void take(Context context, Buckets buckets, String client) {
    ConsumptionProbe probe = buckets.take(client);
    context.header("RateLimit-Limit", Integer.toString(buckets.capacity()));
    context.header("RateLimit-Remaining", Long.toString(Math.max(0, probe.getRemainingTokens())));
    context.header("RateLimit-Reset", seconds(probe.getNanosToWaitForReset()));
    if (!probe.isConsumed()) {
      String wait = seconds(probe.getNanosToWaitForRefill());
      context.header("Retry-After", wait);
      throw ProblemException.of(
          ProblemKind.TOO_MANY_REQUESTS, "the limit is reached, try again in %s s".formatted(wait));
    }
  }

  private static String seconds(long nanos) {
    return Long.toString((nanos + TimeUnit.SECONDS.toNanos(1) - 1) / TimeUnit.SECONDS.toNanos(1));
  }
}
