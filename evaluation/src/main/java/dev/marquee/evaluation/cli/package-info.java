/** The evaluation's commands. */
package dev.marquee.evaluation.cli;
