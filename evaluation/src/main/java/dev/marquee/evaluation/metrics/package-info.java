/** Figures of ranked lists: one value a user and list length, and figures of all lists together. */
package dev.marquee.evaluation.metrics;
