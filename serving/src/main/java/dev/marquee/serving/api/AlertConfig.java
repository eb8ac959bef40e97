package dev.marquee.serving.api;

import dev.marquee.data.config.Check;

/**
 * From where on operators are told that something is wrong.
 *
 * @param snapshotHours age of a snapshot: a night was missed
 * @param slowMillis time that one of a hundred requests takes or more
 * @param failedShare share of requests that fail, 0 to 1
 * @param refusedShare share of requests that are refused, 0 to 1
 * @param leastRequests fewer say nothing about time and refusals
 */
public record AlertConfig(
    double snapshotHours,
    int slowMillis,
    double failedShare,
    double refusedShare,
    int leastRequests) {

  /** Refuses what is out of range. */
  public AlertConfig {
    Check.positive("snapshotHours", snapshotHours);
    Check.atLeast("slowMillis", slowMillis, 1);
    Check.between("failedShare", failedShare, 0, 1);
    Check.between("refusedShare", refusedShare, 0, 1);
    Check.atLeast("leastRequests", leastRequests, 1);
  }
}
