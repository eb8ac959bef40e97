/** How models are asked and judged: full ranking, sampled negatives, a growing history. */
package dev.marquee.evaluation.protocol;
