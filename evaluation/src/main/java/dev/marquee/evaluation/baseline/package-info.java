/** Models to compare with: random, popularity, item-kNN, EASE, implicit ALS. */
package dev.marquee.evaluation.baseline;
