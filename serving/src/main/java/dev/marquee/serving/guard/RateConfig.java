package dev.marquee.serving.guard;

import dev.marquee.data.config.Check;

/**
 * How many requests are answered.
 *
 * @param addresses when requests without a key are limited by the address that they come from
 * @param proxies of one's own that a request passes, whose {@code X-Forwarded-For} tells the
 *     address
 * @param perAddressPerSecond requests of an address; 0 for no limit
 * @param perKeyPerSecond requests of a key, on any address; 0 for no limit
 * @param burstSeconds of requests that may come at once after a silence
 * @param mostAddresses that are remembered; the one that was not seen for longest makes room
 */
public record RateConfig(
    Requirement addresses,
    int proxies,
    int perAddressPerSecond,
    int perKeyPerSecond,
    int burstSeconds,
    int mostAddresses) {

  /** Refuses what is out of range. */
  public RateConfig {
    Check.between("proxies", proxies, 0, 10);
    Check.between("perAddressPerSecond", perAddressPerSecond, 0, 1_000_000);
    Check.between("perKeyPerSecond", perKeyPerSecond, 0, 1_000_000);
    Check.between("burstSeconds", burstSeconds, 1, 60);
    Check.atLeast("mostAddresses", mostAddresses, 1);
  }
}
