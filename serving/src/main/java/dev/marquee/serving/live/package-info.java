/**
 * Keeps the published snapshot in memory: follows a warehouse's {@code CURRENT}, loads beside the
 * old one and swaps. Knows neither HTTP nor what is made of a snapshot.
 */
package dev.marquee.serving.live;
