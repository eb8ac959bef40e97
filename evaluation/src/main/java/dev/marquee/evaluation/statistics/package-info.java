/** Bootstrap over users: intervals of means and of differences between models. */
package dev.marquee.evaluation.statistics;
