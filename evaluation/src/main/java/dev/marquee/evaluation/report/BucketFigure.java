package dev.marquee.evaluation.report;

/**
 * A figure of the users with so many known ratings.
 *
 * @param bucket such as {@code 5-9}
 * @param figure the figure of those users alone
 */
public record BucketFigure(String bucket, Figure figure) {}
