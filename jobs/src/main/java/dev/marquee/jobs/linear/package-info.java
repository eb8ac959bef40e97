/**
 * Closed-form linear models on primitive arrays, small enough for one Spark task: the spectrum of
 * what makes movies alike, the item-to-item model that follows from it, and the regression that
 * places movies without ratings by their content. {@code ItemSpectrum} and {@code
 * ContentProjection} are the ways in.
 */
package dev.marquee.jobs.linear;
