package dev.marquee.serving.recommend;

/**
 * The components of a score on the common scale: standard deviations above the catalogue's mean,
 * see {@link Recommender}.
 *
 * @param content likeness to what the user rated
 * @param collaborative the NCF model
 * @param popularity the nightly popularity score
 */
public record ComponentScores(double content, double collaborative, double popularity) {}
