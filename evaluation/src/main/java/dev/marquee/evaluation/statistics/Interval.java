package dev.marquee.evaluation.statistics;

/**
 * A mean over users with its bootstrap interval; all NaN where no user has a value.
 *
 * @param mean the mean itself
 * @param low lower end
 * @param high upper end
 * @param users how many have a value; the others are left out
 */
public record Interval(double mean, double low, double high, int users) {}
