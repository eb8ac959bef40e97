/** Train, fold-in and test ratings as flat arrays: reading them, judging them, cutting them. */
package dev.marquee.evaluation.split;
