/**
 * Protocols, metrics and baselines. Scores with serving's own ranking classes, so that its figures
 * describe what users get.
 */
package dev.marquee.evaluation;
