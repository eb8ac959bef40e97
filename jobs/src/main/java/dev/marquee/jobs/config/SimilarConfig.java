package dev.marquee.jobs.config;

import dev.marquee.data.config.Check;

/** Keys under {@code similar}; see {@code conf/local.conf}. */
public record SimilarConfig(
    int topK, double embeddingWeight, double tfidfWeight, double genreBoost, int blockSize) {
  /** Refuses negative weights, weights that are all zero, and sizes below 1. */
  public SimilarConfig {
    Check.atLeast("topK", topK, 1);
    Check.atLeast("embeddingWeight", embeddingWeight, 0);
    Check.atLeast("tfidfWeight", tfidfWeight, 0);
    Check.positive("embeddingWeight + tfidfWeight", embeddingWeight + tfidfWeight);
    Check.positive("genreBoost", genreBoost);
    Check.between("blockSize", blockSize, 16, 16384);
  }
}
