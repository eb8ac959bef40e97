/**
 * Closed-form linear models on primitive arrays, small enough for one Spark task: the leading
 * singular vectors of the ratings, the item-to-item model that follows from them, and the
 * regression that places movies without ratings by their content. {@code ItemSpectrum} and {@code
 * ContentProjection} are the ways in.
 */
package dev.marquee.jobs.linear;
