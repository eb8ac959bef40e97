package dev.marquee.serving.recommend;

/**
 * The components of a score before they are brought to the common scale.
 *
 * @param contentSimilarity mean signed similarity to the rated movies, see {@link Recommender}
 * @param probability of the NCF model, 0 to 1
 * @param popularity the nightly popularity score, 0 to 1
 */
public record RawScores(double contentSimilarity, double probability, double popularity) {}
