/** What a model must offer to be evaluated, and how scores become ranked lists. */
package dev.marquee.evaluation.ranking;
