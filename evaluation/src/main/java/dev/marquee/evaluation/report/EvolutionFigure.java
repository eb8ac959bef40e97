package dev.marquee.evaluation.report;

/**
 * A figure after a new user's first ratings.
 *
 * @param ratings how many ratings the model was told
 * @param figure the figure of the users whose history is long enough
 */
public record EvolutionFigure(int ratings, Figure figure) {}
