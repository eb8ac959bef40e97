/**
 * Finds movies by title, genre and year over a snapshot's catalogue. Knows neither HTTP nor files.
 */
package dev.marquee.serving.search;
